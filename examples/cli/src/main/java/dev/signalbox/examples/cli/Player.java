package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.report.HangReport;
import dev.signalbox.report.RunSummary;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabException;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.Check;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Plays workloads once, in the lab or live, and folds what happened. */
final class Player {
    private static final long LIVE_STUCK_SECONDS = 30;
    private static final long PROGRESS_EVERY = 4096;

    private final Config config;
    private final long seed;
    private final @Nullable Facts listener;

    /**
     * Creates a player.
     *
     * @param listener hears every fact as well; may be null
     */
    Player(Config config, long seed, @Nullable Facts listener) {
        this.config = config;
        this.seed = seed;
        this.listener = listener;
    }

    /** What a run leaves: the fold of its facts, and why it hangs if it does. */
    static final class Recording implements Facts {
        private final RunSummary summary = new RunSummary();
        private final HangReport hang = new HangReport();
        private final AtomicLong count = new AtomicLong();
        private final @Nullable Facts listener;
        private volatile @Nullable RunOutcome outcome;
        private List<Check> checks = List.of();
        private long skipped;
        private @Nullable String stopped;

        Recording(@Nullable Facts listener) {
            this.listener = listener;
        }

        /** A run is told as it stands when it ends: what clearing it away does is not part of it. */
        @Override
        public void report(Fact fact) {
            if (outcome != null) {
                return;
            }
            if (fact instanceof Fact.RunEnded ended) {
                outcome = ended.outcome();
            }
            summary.report(fact);
            hang.report(fact);
            if (listener != null) {
                listener.report(fact);
            }
            if (count.incrementAndGet() % PROGRESS_EVERY == 0) {
                Terminal.progress(count + " facts, " + fact.time() / 1_000_000 + " ms");
            }
        }

        RunSummary summary() {
            return summary;
        }

        boolean hangs() {
            return outcome != RunOutcome.COMPLETED;
        }

        String verdict() {
            return outcome == RunOutcome.HANGS ? "the run hangs: nothing can move any more" : "the run did not end";
        }

        List<String> explanation() {
            return stopped == null ? hang.explain() : List.of(stopped);
        }

        /** Compares what was expected, then says that the run is over. */
        void conclude(Play.Running running, RunOutcome how) {
            checks = running.conclude(how, how == RunOutcome.COMPLETED ? List.of() : hang.explain());
            skipped = running.skipped();
            running.device().runEnded(how);
        }

        /** Returns what was compared; empty when nothing was expected. */
        List<Check> checks() {
            return checks;
        }

        /** Returns how many comparisons of times a live run leaves out. */
        long skipped() {
            return skipped;
        }

        /** Returns what was expected and did not happen. */
        List<Check> failed() {
            return checks.stream().filter(check -> !check.met()).toList();
        }

        /** Returns whether it went as it should: a hang is wrong unless a scenario expects it. */
        boolean isGood() {
            return checks.isEmpty() ? !hangs() : failed().isEmpty() && outcome != RunOutcome.STOPPED;
        }

        /** The lab gave up: not a hang of the workload, unless it goes round in a circle. */
        void stop(LabException limit) {
            stopped = "the lab stopped it: " + limit.getMessage();
        }
    }

    /** Plays under a virtual clock and a seeded schedule. */
    Recording inLab(Play play) {
        Recording recording = new Recording(listener);
        try (Lab lab = Lab.open(LabOptions.seed(seed))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config);
            play(lab, play.start(signalbox, seed, recording, true), recording);
            lab.await(signalbox.close(Closing.abort()));
        } finally {
            Terminal.progress("");
        }
        return recording;
    }

    private static void play(Lab lab, Play.Running running, Recording recording) {
        CompletableFuture<Void> end = running.ended();
        try {
            lab.runUntilIdle();
            if (end.isDone()) {
                lab.await(end);
            }
            recording.conclude(running, end.isDone() ? RunOutcome.COMPLETED : RunOutcome.HANGS);
        } catch (LabException endless) {
            recording.stop(endless);
            running.device().runEnded(RunOutcome.STOPPED);
        }
    }

    /** Plays on the wall clock and all cores; no fact for half a minute counts as a hang. */
    Recording live(Play play) throws InterruptedException {
        Recording recording = new Recording(listener);
        Signalbox signalbox = Signalbox.live(config);
        try {
            Play.Running running = play.start(signalbox, seed, recording, false);
            recording.conclude(running, endsLive(running.ended(), recording) ? RunOutcome.COMPLETED : RunOutcome.HANGS);
        } finally {
            signalbox.close(Closing.abort()).toCompletableFuture().join();
            Terminal.progress("");
        }
        return recording;
    }

    private static boolean endsLive(CompletableFuture<Void> end, Recording recording) throws InterruptedException {
        while (true) {
            long before = recording.count.get();
            try {
                end.get(LIVE_STUCK_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (TimeoutException still) {
                if (recording.count.get() == before) {
                    return false;
                }
            } catch (ExecutionException failure) {
                throw new CompletionException(failure.getCause());
            }
        }
    }
}
