package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.report.TraceLine;
import dev.signalbox.sim.Scenarios;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox run}: plays workloads, all at once, one client each. */
@Command(
        name = "run",
        description = "Runs workloads on one simulated device, one client each, all at once; or one scenario.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "A .wsim file, a directory of them, a scenario (.conf, .json), or a bundled workload or scenario "
                            + "(see 'signalbox list').")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-r", "--repeats"},
            paramLabel = "n",
            defaultValue = "1",
            description = "How often each workload runs its steps (default ${DEFAULT-VALUE}).")
    private long repeats = 1;

    @Option(
            names = "--seed",
            paramLabel = "n",
            description = "Decides everything that is random: durations, sizes, and in the lab the schedule "
                    + "(default: what the scenario says, or 1).")
    private @Nullable Long seed;

    @Option(names = "--live", description = "Runs on the wall clock and all cores instead of in the lab.")
    private boolean live;

    @ArgGroup
    private Format format = new Format();

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private PolicyOption policy = new PolicyOption();

    /** One of several ways to print. */
    static final class Format {
        @Option(names = "--trace", description = "Prints every fact before the table, one line each.")
        private boolean trace;

        @Option(names = "--json", description = "Prints the table as JSON.")
        private boolean json;
    }

    @Override
    public Integer call() throws Exception {
        if (repeats < 1) {
            throw new BadInputException("-r " + repeats + ": a workload runs at least once");
        }
        Scenario scenario = ScenarioLibrary.read(files);
        long chosen = seed != null ? seed : scenario != null && scenario.seed() != null ? scenario.seed() : 1;
        Play play;
        Config config;
        if (scenario == null) {
            config = Signalbox.check(policy.over(options.config()));
            play = new Play.OfWorkloads(WorkloadLibrary.read(files).stream()
                    .map(workload -> new Part(workload, repeats))
                    .toList());
        } else {
            config = Scenarios.check(scenario, policy.over(options.config(Scenarios.settings(scenario))));
            play = new Play.OfScenario(scenario);
        }
        return run(play, config, chosen);
    }

    private int run(Play play, Config config, long chosen) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Player player = new Player(config, chosen, format.trace ? trace(out) : null);
        Player.Recording recording = live ? player.live(play) : player.inLab(play);
        Printer printer = new Printer(out, spec.commandLine().getErr());
        String policyName = config.getString("signalbox.ring.policy");
        if (format.json) {
            printer.json(recording, policyName, chosen, live);
        } else {
            printer.table(recording, policyName, chosen, live);
        }
        return recording.isGood() ? Main.OK : Main.HANG;
    }

    private static @Nullable Facts trace(PrintWriter out) {
        TraceLine lines = new TraceLine();
        return fact -> out.println(fact.accept(lines));
    }
}
