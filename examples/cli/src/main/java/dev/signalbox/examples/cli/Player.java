package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.report.HangReport;
import dev.signalbox.report.RunSummary;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabException;
import dev.signalbox.sim.lab.LabOptions;
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

        /** The lab gave up: not a hang of the workload, unless it goes round in a circle. */
        void stop(LabException limit) {
            stopped = "the lab stopped it: " + limit.getMessage();
        }
    }

    /** Plays under a virtual clock and a seeded schedule. */
    Recording inLab(List<Part> parts) {
        Recording recording = new Recording(listener);
        try (Lab lab = Lab.open(LabOptions.seed(seed))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config);
            Device device = signalbox.open(SimDevice.configured(signalbox.config()), recording);
            play(lab, signalbox, device, parts, recording);
            lab.await(signalbox.close(Closing.abort()));
        } finally {
            Terminal.progress("");
        }
        return recording;
    }

    private void play(Lab lab, Signalbox signalbox, Device device, List<Part> parts, Recording recording) {
        CompletableFuture<Void> end =
                Workloads.play(signalbox, device, parts, seed).toCompletableFuture();
        try {
            lab.runUntilIdle();
            if (end.isDone()) {
                lab.await(end);
            }
            device.runEnded(end.isDone() ? RunOutcome.COMPLETED : RunOutcome.HANGS);
        } catch (LabException endless) {
            recording.stop(endless);
            device.runEnded(RunOutcome.STOPPED);
        }
    }

    /** Plays on the wall clock and all cores; no fact for half a minute counts as a hang. */
    Recording live(List<Part> parts) throws InterruptedException {
        Recording recording = new Recording(listener);
        Signalbox signalbox = Signalbox.live(config);
        try {
            Device device = signalbox.open(SimDevice.configured(signalbox.config()), recording);
            CompletableFuture<Void> end =
                    Workloads.play(signalbox, device, parts, seed).toCompletableFuture();
            device.runEnded(endsLive(end, recording) ? RunOutcome.COMPLETED : RunOutcome.HANGS);
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
