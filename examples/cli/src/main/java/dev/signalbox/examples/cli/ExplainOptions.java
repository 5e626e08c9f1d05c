package dev.signalbox.examples.cli;

import dev.signalbox.Replay;
import dev.signalbox.ReplayEnding;
import dev.signalbox.ReplayRun;
import dev.signalbox.fence.Refusal;
import dev.signalbox.report.Explained;
import dev.signalbox.report.Explainer;
import dev.signalbox.report.Moment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run {@code signalbox explain} looks at, and when. */
final class ExplainOptions {
    @Parameters(
            index = "1..*",
            paramLabel = "WHAT",
            arity = "1..*",
            description = "What to run in the lab: files as 'signalbox run' takes them; or the directory of a journal.")
    private List<String> inputs = new ArrayList<>();

    @ArgGroup
    private Instant instant = new Instant();

    @Option(
            names = {"-r", "--repeats"},
            paramLabel = "n",
            description = "How often each workload runs its steps (default 1).")
    private @Nullable Long repeats;

    @Option(
            names = "--seed",
            paramLabel = "n",
            description = "The seed of the run (default: what the scenario says, or 1).")
    private @Nullable Long seed;

    @Option(
            names = "--run",
            paramLabel = "k",
            description = "A run of the journal, counted from 1 (default the latest).")
    private @Nullable Integer run;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private PolicyOption policy = new PolicyOption();

    /** One of several ways to say when. */
    static final class Instant {
        @Option(
                names = "--at",
                paramLabel = "time",
                description = "As it was at this time, such as 1.5ms (default: at the end, or where the run hangs).")
        private @Nullable String at;

        @Option(names = "--until", paramLabel = "n", description = "As it was after fact number n.")
        private @Nullable Long until;

        Moment moment() {
            Long time = TimeText.nanos("--at", at);
            return time != null ? Moment.at(time) : until != null ? Moment.after(until) : Moment.end();
        }
    }

    /** Explains, and returns the exit code. */
    int explain(Function<Moment, Explainer> subject, CommandLine command) throws IOException {
        Explainer explainer = subject.apply(instant.moment());
        Path journal = journal();
        return journal == null
                ? playAndExplain(explainer, command.getOut())
                : replayAndExplain(journal, explainer, command);
    }

    /** Returns the journal to look into; null when these are files to run. */
    private @Nullable Path journal() throws IOException {
        Path first = Path.of(inputs.get(0));
        if (inputs.size() > 1 || !Files.isDirectory(first)) {
            return null;
        }
        try (Stream<Path> files = Files.list(first)) {
            return files.anyMatch(file -> file.toString().endsWith(".wsim")) ? null : first;
        }
    }

    private int playAndExplain(Explainer explainer, PrintWriter out) throws IOException {
        if (run != null) {
            throw new BadInputException("--run " + run + ": a workload has no runs, a journal has");
        }
        Planned planned = Planned.of(inputs, repeats == null ? 1 : repeats, seed, options, policy::over);
        new Player(planned.config(), explainer).inLab(planned.play(), planned.seed());
        checkInside(1, explainer.heard());
        print(explainer, out);
        return Main.OK;
    }

    private int replayAndExplain(Path directory, Explainer explainer, CommandLine command) {
        if (repeats != null || seed != null || policy.isGiven() || options.setsKeys()) {
            throw new BadInputException(
                    directory
                            + ": a journal says itself its repeats, seed and policy (leave out -r, --seed, --policy and --set)");
        }
        JournalOptions journal = JournalOptions.of(directory, options.device(), run);
        Replay replay = journal.open();
        if (journal.isEmpty(replay)) {
            if (replay.ending().kind() == ReplayEnding.Kind.CLEAN) {
                throw new BadInputException(directory + ": the journal holds no fact (record a run first)");
            }
            return journal.end(replay, Main.BAD_INPUT, command.getErr());
        }
        ReplayRun chosen = choose(journal.runs(replay));
        explainer.countingFrom(chosen.first());
        chosen.foldInto(explainer);
        print(explainer, command.getOut());
        return journal.end(replay, Main.OK, command.getErr());
    }

    private ReplayRun choose(List<ReplayRun> runs) {
        Long number = instant.until;
        if (number == null) {
            return runs.get(runs.size() - 1);
        }
        checkInside(runs.get(0).first(), runs.get(runs.size() - 1).last());
        return runs.stream().filter(each -> number <= each.last()).findFirst().orElseThrow();
    }

    private void checkInside(long first, long last) {
        Long number = instant.until;
        if (number != null && (number < first || number > last)) {
            throw new BadInputException("--until " + number + ": there are facts " + first + " to " + last);
        }
    }

    private void print(Explainer explainer, PrintWriter out) {
        try {
            Explained explained = explainer.explain();
            if (json) {
                out.println(explained.json());
            } else {
                explained.lines().forEach(out::println);
            }
            out.flush();
        } catch (Refusal unknown) {
            throw new BadInputException(unknown.reason() + ": " + unknown.hint());
        }
    }
}
