package dev.signalbox.examples.cli;

import dev.signalbox.ReplayRun;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.report.Expectations;
import dev.signalbox.report.Findings;
import dev.signalbox.report.HangReport;
import dev.signalbox.report.RunSummary;
import dev.signalbox.sim.lab.LabOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run leaves: the fold of its facts, and why it hangs if it does. The same whether they happen or are replayed. */
final class Recording implements Facts {
    private static final long PROGRESS_EVERY = 4096;
    private static final int FAILURES_IN_FINDING = 5;

    private final RunSummary summary = new RunSummary();
    private final Facts hang;
    private final Supplier<List<String>> explanation;
    private final Expectations expectations = new Expectations();
    private final AtomicLong count = new AtomicLong();
    private final @Nullable Facts listener;
    private volatile Fact.@Nullable RunEnded end;
    private volatile long skipped;

    /**
     * Creates an empty one.
     *
     * @param hang hears every fact that counts
     * @param explanation says why the run hangs, when it does
     * @param listener hears every fact that counts as well; may be null
     */
    private Recording(Facts hang, Supplier<List<String>> explanation, @Nullable Facts listener) {
        this.hang = hang;
        this.explanation = explanation;
        this.listener = listener;
    }

    /** Returns one for a run that is going to happen; the listener may be null. */
    static Recording ofRun(@Nullable Facts listener) {
        HangReport hang = new HangReport();
        return new Recording(hang, hang::explain, listener);
    }

    /** Returns one for a run that has happened: it is read once more if it hung. */
    static Recording ofReplay(ReplayRun run, @Nullable Facts listener) {
        return new Recording(
                Facts.NOBODY,
                () -> {
                    HangReport hang = new HangReport();
                    run.foldInto(hang);
                    return hang.explain();
                },
                listener);
    }

    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    /** A run is told as it stands when it ends: what clearing it away does is not part of it. */
    @Override
    public void report(Fact first, int many) {
        if (end != null) {
            return;
        }
        if (first instanceof Fact.RunEnded ended) {
            end = ended;
        }
        summary.report(first, many);
        hang.report(first, many);
        expectations.report(first, many);
        if (listener != null) {
            listener.report(first, many);
        }
        tellProgress(count.addAndGet(many), many, first.time());
    }

    private static void tellProgress(long facts, int many, long time) {
        if (facts / PROGRESS_EVERY > (facts - many) / PROGRESS_EVERY) {
            Terminal.progress(facts + " facts, " + time / 1_000_000 + " ms");
        }
    }

    RunSummary summary() {
        return summary;
    }

    long count() {
        return count.get();
    }

    /** Whether it ended otherwise than by itself; a run without an end is not known to. */
    boolean hangs() {
        return end != null && end.outcome() != RunOutcome.COMPLETED;
    }

    /** Whether it went as it should: a hang is wrong unless a scenario expects it. */
    boolean isGood() {
        return expectations.isEmpty() ? !hangs() : expectations.failed().isEmpty() && !isStopped();
    }

    Expectations expectations() {
        return expectations;
    }

    /** Says that a live run left out comparisons of times. */
    void skip(long comparisons) {
        skipped = comparisons;
    }

    long skipped() {
        return skipped;
    }

    /** Says that it did not end by itself; a live run is only known to be quiet. */
    String verdict(boolean live) {
        if (isStopped()) {
            return "the run did not end";
        }
        return live
                ? "the run counts as a hang: nothing has happened for 30 s"
                : "the run hangs: nothing can move any more";
    }

    /** A lab that gave up is not a hang of the workload, unless it goes round in a circle. */
    List<String> explanation() {
        return isStopped()
                ? List.of("the lab stopped it after " + LabOptions.seed(1).maxTasks()
                        + " steps: it goes round in a circle, or repeats too often for one run")
                : explanation.get();
    }

    /** Returns what stands out in the run, or why it hangs; what was expected and did not happen comes first. */
    String finding() {
        List<String> lines = new ArrayList<>(failures());
        if (hangs()) {
            lines.add(verdict(false));
            lines.addAll(explanation());
        } else {
            lines.add(Findings.describe(summary.summary()));
        }
        return String.join("\n", lines);
    }

    private List<String> failures() {
        List<String> failed = expectations.failed();
        if (failed.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(failed.size() + " of " + (failed.size() + expectations.met()) + " expectations failed");
        lines.addAll(failed.subList(0, Math.min(failed.size(), FAILURES_IN_FINDING)));
        if (failed.size() > FAILURES_IN_FINDING) {
            lines.add("and " + (failed.size() - FAILURES_IN_FINDING) + " more");
        }
        return lines;
    }

    private boolean isStopped() {
        return end != null && end.outcome() == RunOutcome.STOPPED;
    }
}
