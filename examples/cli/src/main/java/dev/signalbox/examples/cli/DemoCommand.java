package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.report.Findings;
import dev.signalbox.report.Summary;
import dev.signalbox.report.SummaryTable;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    /** The clients and their cycles: two seconds of each. */
    private static final Map<String, Long> CLIENTS =
            new TreeMap<>(Map.of("game", 120L, "compositor", 120L, "decoder", 60L, "hog", 170L));

    private static final List<String> POLICIES = List.of("fifo", "rr");

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

    @Mixin
    private ReportOption report = new ReportOption();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ReportFile file = report.open(List.of());
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, Long> client : CLIENTS.entrySet()) {
            parts.add(new Part(WorkloadLibrary.readBundled(client.getKey()), client.getValue()));
        }
        List<Summary> summaries = new ArrayList<>();
        for (String policy : POLICIES) {
            ReportFile.Run picture = file.begin(policy, null);
            Recording recording = play(parts, policy, picture);
            picture.end(recording.finding());
            Summary summary = recording.summary().summary();
            summaries.add(summary);
            out.println("policy " + policy);
            out.println(SummaryTable.render(summary, Terminal.colours()));
            if (recording.hangs()) {
                recording.explanation().forEach(spec.commandLine().getErr()::println);
                file.write(recording.finding());
                return Main.HANG;
            }
        }
        String finding = Findings.compare(POLICIES.get(0), summaries.get(0), POLICIES.get(1), summaries.get(1));
        out.println(finding);
        out.println("seed " + seed);
        out.flush();
        file.write(finding);
        return Main.OK;
    }

    private Recording play(List<Part> parts, String policy, Facts listener) {
        Config config =
                options.config().withValue("signalbox.ring.policy", ConfigValueFactory.fromAnyRef(policy, "demo"));
        return new Player(Signalbox.check(config), listener).inLab(Workloads.of(parts, seed), seed);
    }
}
