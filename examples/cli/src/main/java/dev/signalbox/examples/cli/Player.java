package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.Play;
import dev.signalbox.sim.lab.LabOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Plays something once, in the lab or live, and folds what happened. */
final class Player {
    private static final int LIVE_STUCK_SECONDS = 30;

    private final Config config;
    private final @Nullable Facts listener;

    /**
     * Creates a player.
     *
     * @param listener hears every fact as well; may be null
     */
    Player(Config config, @Nullable Facts listener) {
        this.config = config;
        this.listener = listener;
    }

    /** Plays under a virtual clock and a seeded schedule. */
    Recording inLab(Play play, long seed) {
        Recording recording = Recording.ofRun(listener);
        try {
            LabPlay.play(LabOptions.seed(seed), config, recording, play);
        } finally {
            Terminal.progress("");
        }
        return recording;
    }

    /** Plays on the wall clock and all cores; no fact for half a minute counts as a hang. */
    Recording live(Play play) throws InterruptedException {
        Recording recording = Recording.ofRun(listener);
        Signalbox signalbox = Signalbox.live(config);
        CompletableFuture<Void> broken = broken(signalbox);
        try {
            Play.Started started = play.start(signalbox, recording, false);
            RunOutcome outcome = endsLive(
                            CompletableFuture.anyOf(started.ended().toCompletableFuture(), broken),
                            recording::count,
                            TimeUnit.SECONDS)
                    ? RunOutcome.COMPLETED
                    : RunOutcome.HANGS;
            started.conclude(outcome);
            started.device().runEnded(outcome);
            recording.skip(started.skipped());
        } finally {
            if (!broken.isDone()) {
                signalbox.close(Closing.abort()).toCompletableFuture().join();
            }
            Terminal.progress("");
        }
        return recording;
    }

    /** Returns what fails when the runtime stops by itself: an error that its threads cannot go on after, such as no memory, ends it. */
    private static CompletableFuture<Void> broken(Signalbox signalbox) {
        return signalbox.system().getWhenTerminated().toCompletableFuture().thenAccept(done -> {
            throw new BadInputException(
                    "the runtime has stopped after the error above"
                            + " (when it is an OutOfMemoryError, let jobs write less, or set JDK_JAVA_OPTIONS=-Xmx and a size)");
        });
    }

    /**
     * Waits until a run is over.
     *
     * @return false when there was no fact for so many waits in a row as a run is given
     */
    static boolean endsLive(CompletionStage<?> ended, LongSupplier facts, TimeUnit each) throws InterruptedException {
        CompletableFuture<?> end = ended.toCompletableFuture();
        for (int quiet = 0; quiet < LIVE_STUCK_SECONDS; ) {
            long before = facts.getAsLong();
            try {
                end.get(1, each);
                return true;
            } catch (TimeoutException still) {
                quiet = facts.getAsLong() == before ? quiet + 1 : 0;
            } catch (ExecutionException failure) {
                throw new CompletionException(failure.getCause());
            }
        }
        return false;
    }
}
