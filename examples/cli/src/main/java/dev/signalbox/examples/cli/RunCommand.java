package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.sim.Play;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description =
                    "Stores every fact in this directory, which must be empty or not exist; see 'signalbox replay'.")
    private @Nullable Path journal;

    @ArgGroup
    private Format format = new Format();

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private PolicyOption policy = new PolicyOption();

    @Mixin
    private ReportOption report = new ReportOption();

    /** One of several ways to print. */
    static final class Format {
        @Option(names = "--trace", description = "Prints every fact before the table, one line each.")
        private boolean trace;

        @Option(names = "--json", description = "Prints the table as JSON.")
        private boolean json;
    }

    @Override
    public Integer call() throws Exception {
        Planned planned = Planned.of(files, repeats, seed, options, config -> journaled(policy.over(config)));
        return run(planned.play(), planned.config(), planned.seed());
    }

    private int run(Play play, Config config, long chosen) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ReportFile file = report.open(files);
        String policyName = config.getString("signalbox.ring.policy");
        ReportFile.Run picture = file.begin(policyName, format.trace ? Printer.trace(out) : null);
        Player player = new Player(config, picture);
        Recording recording = live ? player.live(play) : player.inLab(play, chosen);
        Printer printer = new Printer(out, spec.commandLine().getErr());
        RunTitle title = new RunTitle(chosen, policyName, live);
        if (format.json) {
            printer.json(recording, title);
        } else {
            printer.table(recording, title);
        }
        picture.end(recording.finding());
        file.write(recording.finding());
        return recording.isGood() ? Main.OK : Main.HANG;
    }

    /** A live run would continue a journal; a run of the command is one run. */
    private Config journaled(Config config) throws IOException {
        if (journal == null) {
            return config;
        }
        if (Files.isDirectory(journal)) {
            try (Stream<Path> files = Files.list(journal)) {
                if (files.findAny().isPresent()) {
                    throw new BadInputException("--journal " + journal + ": the directory is not empty");
                }
            }
        }
        return config.withValue(
                "signalbox.journal.dir", ConfigValueFactory.fromAnyRef(journal.toString(), "--journal"));
    }
}
