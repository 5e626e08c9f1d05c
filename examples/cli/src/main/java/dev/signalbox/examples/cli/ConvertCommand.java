package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Replay;
import dev.signalbox.ReplayEnding;
import dev.signalbox.ReplayRun;
import dev.signalbox.Signalbox;
import dev.signalbox.report.perfetto.PerfettoWriter;
import dev.signalbox.sim.ToScenario;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.workload.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox convert}: workloads, or a run of a journal, in another form. */
@Command(
        name = "convert",
        description =
                "Turns workloads, or a run of a journal, into a scenario that does the same; or a run into a trace for Perfetto.",
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
    private static final long DEFAULT_SEED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A .wsim file, a directory of them, a bundled workload, or the directory of a journal.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "form",
            defaultValue = "scenario",
            description = "What to make: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Form form = Form.SCENARIO;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Writes to this file instead of standard output; one that is there is replaced.")
    private @Nullable Path output;

    @Option(
            names = {"-r", "--repeats"},
            paramLabel = "n",
            description = "How often each workload runs its steps (default 1).")
    private @Nullable Long repeats;

    @Option(names = "--seed", paramLabel = "n", description = "The seed of the scenario of workloads (default 1).")
    private @Nullable Long seed;

    @Option(
            names = "--run",
            paramLabel = "k",
            description = "A run of the journal, counted from 1 (default the latest).")
    private @Nullable Integer run;

    @Option(
            names = "--expect",
            description = "Adds what happened as expectations: jobs of each client, errors, the end.")
    private boolean expect;

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private PolicyOption policy = new PolicyOption();

    /** What can be made. */
    enum Form {
        /** A scenario for {@code signalbox run}. */
        SCENARIO {
            @Override
            int convert(ConvertCommand command) throws IOException {
                return command.toScenario();
            }

            @Override
            public String toString() {
                return "scenario";
            }
        },

        /** A trace for the Perfetto viewer. */
        PERFETTO {
            @Override
            int convert(ConvertCommand command) throws IOException {
                return command.toPerfetto();
            }

            @Override
            public String toString() {
                return "perfetto";
            }
        };

        /** Converts, and returns the exit code. */
        abstract int convert(ConvertCommand command) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        return form.convert(this);
    }

    private int toScenario() throws IOException {
        @Nullable OutputFile file = output == null ? null : OutputFile.at("-o", output).besides(inputs);
        Path journal = journal();
        return journal == null ? fromWorkloads(file) : fromJournal(journal, file);
    }

    /** Returns the journal among the inputs; null when these are workloads. */
    private @Nullable Path journal() throws IOException {
        for (String input : inputs) {
            if (input.endsWith(".conf") || input.endsWith(".json")) {
                throw new BadInputException(input + ": this is a scenario already");
            }
            Path path = Path.of(input);
            if (Files.isDirectory(path) && !holdsWorkloads(path)) {
                if (inputs.size() > 1) {
                    throw new BadInputException(input + ": a journal is converted alone");
                }
                return path;
            }
        }
        return null;
    }

    private static boolean holdsWorkloads(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".wsim"));
        }
    }

    private int fromWorkloads(@Nullable OutputFile file) throws IOException {
        if (run != null) {
            throw new BadInputException("--run " + run + ": a workload has no runs, a journal has");
        }
        long cycles = repeats == null ? 1 : repeats;
        if (cycles < 1) {
            throw new BadInputException("-r " + cycles + ": a workload runs at least once");
        }
        Config config = Signalbox.check(policy.over(options.config()));
        List<Part> parts = WorkloadLibrary.read(inputs).stream()
                .map(workload -> new Part(workload, cycles))
                .toList();
        Scenario scenario = ToScenario.of(parts, seed == null ? DEFAULT_SEED : seed, config);
        print(expect ? ToScenario.expecting(scenario, config) : scenario, file);
        return Main.OK;
    }

    private int fromJournal(Path directory, @Nullable OutputFile file) {
        return withRun(directory, chosen -> {
            Scenario scenario = ToScenario.of(chosen);
            print(expect ? ToScenario.expecting(scenario, chosen) : scenario, file);
        });
    }

    private int toPerfetto() throws IOException {
        Path directory = journal();
        if (directory == null) {
            throw new BadInputException(
                    "--to perfetto: a workload has no times, a run has (record one with run --journal,"
                            + " and convert the journal)");
        }
        if (output == null) {
            throw new BadInputException("--to perfetto: a trace is no text (name a file with -o)");
        }
        if (expect) {
            throw new BadInputException("--expect: a trace expects nothing, a scenario may");
        }
        OutputFile file = OutputFile.at("-o", output).besides(inputs);
        return withRun(
                directory,
                chosen -> file.write(out -> {
                    PerfettoWriter trace = new PerfettoWriter(out);
                    chosen.foldInto(trace);
                    trace.finish();
                }));
    }

    /** Hands on the run of a journal that was asked for; returns the exit code. */
    private int withRun(Path directory, Consumer<ReplayRun> conversion) {
        if (repeats != null || seed != null || policy.isGiven() || options.setsKeys()) {
            throw new BadInputException(
                    directory
                            + ": a journal says itself its repeats, seed and policy (leave out -r, --seed, --policy and --set)");
        }
        JournalOptions options = JournalOptions.of(directory, this.options.device(), run);
        Replay replay = options.open();
        if (options.isEmpty(replay)) {
            if (replay.ending().kind() == ReplayEnding.Kind.CLEAN) {
                throw new BadInputException(directory + ": the journal holds no fact (record a run first)");
            }
            return options.end(replay, Main.BAD_INPUT, err());
        }
        List<ReplayRun> runs = options.runs(replay);
        conversion.accept(runs.get(runs.size() - 1));
        return options.end(replay, Main.OK, err());
    }

    private void print(Scenario scenario, @Nullable OutputFile file) {
        String text = scenario.origin().text();
        if (file != null) {
            file.writeText(out -> out.write(text));
        } else {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
