package dev.signalbox.examples.cli;

import dev.signalbox.Replay;
import dev.signalbox.ReplayEnding;
import dev.signalbox.ReplayRun;
import dev.signalbox.replay.Contradiction;
import dev.signalbox.replay.DeviceFold;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox replay}: a run again, from its journal. */
@Command(
        name = "replay",
        description = "Prints what a run printed, from its journal; or runs it again and compares. "
                + "Without --run it is the latest run, for --verify all runs.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @ArgGroup
    private Form form = new Form();

    @Mixin
    private ReportOption report = new ReportOption();

    /** One of several things to do. */
    static final class Form {
        @Option(names = "--trace", description = "Prints every fact before the table, one line each.")
        private boolean trace;

        @Option(names = "--json", description = "Prints the table as JSON.")
        private boolean json;

        @Option(
                names = "--until",
                paramLabel = "n",
                description = "Prints the table of the facts up to number n and the state of the device then.")
        private @Nullable Long until;

        @Option(
                names = "--verify",
                description = "Runs the inputs of the journal again and compares fact by fact; "
                        + "of a live run, checks that its facts are consistent.")
        private boolean verify;
    }

    @Override
    public Integer call() throws IOException {
        Replay replay = journal.open();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int code = journal.isEmpty(replay) ? nothing(replay) : replay(replay, out, err);
        out.flush();
        return journal.end(replay, code, err);
    }

    /** Damage in the first block leaves nothing to replay, and is told with the end. */
    private static int nothing(Replay replay) {
        if (replay.ending().kind() == ReplayEnding.Kind.CLEAN) {
            throw new BadInputException("the journal holds no fact");
        }
        return Main.BAD_INPUT;
    }

    private int replay(Replay replay, PrintWriter out, PrintWriter err) throws IOException {
        List<ReplayRun> runs = journal.runs(replay);
        if (form.verify) {
            refuseReport("--verify");
            return new Verifier(out, replay.devices().size() > 1).verify(runs);
        }
        if (form.until != null) {
            refuseReport("--until");
            return until(runs, form.until, new Printer(out, err), out);
        }
        return print(runs.get(runs.size() - 1), out, err);
    }

    private void refuseReport(String option) {
        if (report.isWanted()) {
            throw new BadInputException("--report draws a whole run: leave out " + option);
        }
    }

    private int print(ReplayRun run, PrintWriter out, PrintWriter err) throws IOException {
        RunTitle title = RunTitle.of(run);
        ReportFile file = report.open(List.of());
        ReportFile.Run picture = file.begin(title.policy(), form.trace ? Printer.trace(out) : null);
        Recording recording = Recording.ofReplay(run, picture);
        DeviceFold rooms = new DeviceFold();
        run.foldInto(recording, rooms);
        Printer printer = new Printer(out, err);
        if (form.json) {
            printer.json(recording, title);
        } else {
            printer.table(recording, title);
        }
        String cut = run.outcome() == null ? "the journal ends before the run does, at fact " + run.last() : "";
        String finding = cut.isEmpty() ? recording.finding() : cut + "; " + recording.finding();
        picture.end(finding);
        file.write(finding);
        if (!cut.isEmpty()) {
            err.println("signalbox: " + cut);
        }
        return code(run, recording, rooms, err);
    }

    /** Facts that no device can have told mean more than how the run ended. */
    private static int code(ReplayRun run, Recording recording, DeviceFold rooms, PrintWriter err) {
        if (!rooms.contradictions().isEmpty()) {
            Contradiction first = rooms.contradictions().get(0);
            err.println("signalbox: fact " + (run.first() - 1 + first.number()) + " contradicts those before it: "
                    + first.words());
            return Main.DIVERGENCE;
        }
        return recording.isGood() ? Main.OK : Main.HANG;
    }

    private static int until(List<ReplayRun> runs, long number, Printer printer, PrintWriter out) {
        ReplayRun run = runs.stream()
                .filter(each -> number >= each.first() && number <= each.last())
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "--until " + number + ": there are facts " + runs.get(0).first() + " to "
                                + runs.get(runs.size() - 1).last()));
        Recording recording = Recording.ofReplay(run, null);
        run.foldUpTo(number, recording);
        printer.table(recording, RunTitle.of(run));
        out.println();
        out.println("state after fact " + number);
        run.stateAt(number).lines().forEach(out::println);
        return Main.OK;
    }
}
