package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Signalbox;
import dev.signalbox.report.Findings;
import dev.signalbox.report.Summary;
import dev.signalbox.report.SummaryTable;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox demo}: four clients share a device, under one policy, then under another. */
@Command(
        name = "demo",
        description = "Runs a game, a compositor, a video decoder and a compute hog on one device, "
                + "under one policy, then under another, and tells the difference.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final List<String> CLIENTS = List.of("game", "compositor", "decoder", "hog");
    private static final List<String> POLICIES = List.of("fifo", "rr");
    private static final long CYCLES = 120;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seed",
            paramLabel = "n",
            defaultValue = "1",
            description = "Decides everything that is random (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Wsim> workloads = new ArrayList<>();
        for (String client : CLIENTS) {
            workloads.add(WorkloadLibrary.readBundled(client));
        }
        List<Summary> summaries = new ArrayList<>();
        for (String policy : POLICIES) {
            Player.Recording recording = play(workloads, policy);
            Summary summary = recording.summary().summary();
            summaries.add(summary);
            out.println("policy " + policy);
            out.println(SummaryTable.render(summary, Terminal.colours()));
            if (recording.hangs()) {
                recording.explanation().forEach(spec.commandLine().getErr()::println);
                return Main.HANG;
            }
        }
        out.println(Findings.compare(POLICIES.get(0), summaries.get(0), POLICIES.get(1), summaries.get(1)));
        out.println("seed " + seed);
        out.flush();
        return Main.OK;
    }

    private Player.Recording play(List<Wsim> workloads, String policy) {
        Config config =
                options.config().withValue("signalbox.ring.policy", ConfigValueFactory.fromAnyRef(policy, "demo"));
        return new Player(Signalbox.check(config), CYCLES, seed, null).inLab(workloads);
    }
}
