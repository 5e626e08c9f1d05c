package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.lab.LabOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Plays workloads once, in the lab or live, and folds what happened. */
final class Player {
    private static final long LIVE_STUCK_SECONDS = 30;

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

    /** Plays under a virtual clock and a seeded schedule. */
    Recording inLab(List<Part> parts) {
        Recording recording = new Recording(listener);
        try {
            LabPlay.play(
                    LabOptions.seed(seed),
                    config,
                    recording,
                    (signalbox, device) -> Workloads.play(signalbox, device, parts, seed));
        } finally {
            Terminal.progress("");
        }
        return recording;
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
            long before = recording.count();
            try {
                end.get(LIVE_STUCK_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (TimeoutException still) {
                if (recording.count() == before) {
                    return false;
                }
            } catch (ExecutionException failure) {
                throw new CompletionException(failure.getCause());
            }
        }
    }
}
