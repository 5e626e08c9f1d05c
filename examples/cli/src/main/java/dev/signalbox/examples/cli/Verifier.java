package dev.signalbox.examples.cli;

import dev.signalbox.ReplayRun;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.replay.Contradiction;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.FirstDifference;
import dev.signalbox.report.FactFields;
import dev.signalbox.report.TraceLine;
import dev.signalbox.sim.Rerun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs runs again and says what came of it, one line each, or where one parts from its journal. */
final class Verifier {
    private final PrintWriter out;
    private final boolean shared;
    private final FactFields fields = new FactFields();

    /**
     * Creates a verifier.
     *
     * @param shared whether the lab of the runs had other devices as well
     */
    Verifier(PrintWriter out, boolean shared) {
        this.out = out;
        this.shared = shared;
    }

    /** Verifies all of them; returns the exit code. */
    int verify(List<ReplayRun> runs) {
        int code = Main.OK;
        for (ReplayRun run : runs) {
            Optional<String> obstacle = Rerun.obstacle(run).or(this::others);
            boolean good = obstacle.isPresent() ? isConsistent(run, obstacle.get()) : isRepeated(run);
            code = good ? code : Main.DIVERGENCE;
            out.flush();
        }
        return code;
    }

    private Optional<String> others() {
        return shared
                ? Optional.of("several devices shared the lab, so it cannot be run again alone")
                : Optional.empty();
    }

    private boolean isRepeated(ReplayRun run) {
        Rerun.Result result = Rerun.of(run);
        FirstDifference difference = result.difference();
        if (difference != null) {
            out.println(title(run) + "first difference at fact " + difference.number() + versions(run));
            tell(run, difference);
            return false;
        }
        out.println(title(run) + result.equal() + " facts, run again: all the same"
                + (result.journalEndsFirst() ? "; the journal ends before the run does" : "") + versions(run));
        return true;
    }

    private boolean isConsistent(ReplayRun run, String obstacle) {
        DeviceFold fold = new DeviceFold();
        run.foldInto(fold);
        if (fold.contradictions().isEmpty()) {
            out.println(title(run) + run.facts() + " facts, consistent; " + obstacle);
            return true;
        }
        Contradiction first = fold.contradictions().get(0);
        out.println(title(run) + "fact " + (run.first() - 1 + first.number()) + " contradicts those before it: "
                + first.words());
        return false;
    }

    private static String title(ReplayRun run) {
        return run.device() + " run " + run.number() + ": ";
    }

    /** Another release may do the same things otherwise, so it is said which two were compared. */
    private static String versions(ReplayRun run) {
        String written = run.began().version();
        return written.equals(Signalbox.version())
                ? ""
                : "; written by version " + written + ", run again by " + Signalbox.version();
    }

    private void tell(ReplayRun run, FirstDifference difference) {
        out.println("  the facts before it, the same in both:");
        TraceLine trace = new TraceLine();
        run.read((number, fact) -> {
            boolean before = number < difference.number();
            if (before) {
                String line = fact.accept(trace.at(number));
                if (number >= difference.number() - difference.before().size()) {
                    out.println("    " + line);
                }
            }
            return before;
        });
        out.println("  journal:   " + line(trace, difference.number(), difference.expected(), "has no more facts"));
        out.println("  run again: " + line(trace, difference.number(), difference.actual(), "has no more facts"));
        Fact expected = difference.expected();
        Fact actual = difference.actual();
        if (expected != null && actual != null) {
            out.println("  they differ in " + differing(expected, actual));
        }
    }

    private static String line(TraceLine trace, long number, @Nullable Fact fact, String none) {
        return fact == null ? none : fact.accept(trace.at(number));
    }

    private String differing(Fact expected, Fact actual) {
        Map<String, String> left = expected.accept(fields);
        Map<String, String> right = actual.accept(fields);
        if (!String.valueOf(left.get("kind")).equals(right.get("kind"))) {
            return "kind";
        }
        return left.keySet().stream()
                .filter(name -> !String.valueOf(left.get(name)).equals(right.get(name)))
                .collect(Collectors.joining(", "));
    }
}
