package dev.signalbox.testkit;

import akka.actor.typed.ActorSystem;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A device on real threads. */
final class LiveWorld implements DeviceWorld {
    /** How many looks in vain are too many; one is a millisecond or more. */
    private static final int PATIENCE = 20_000;

    private static final int MOST_TURNS = 200;

    private final LogWatch log = new LogWatch();
    private final Signalbox signalbox = Signalbox.live();
    private final DeadLetterWatch deadLetters = new DeadLetterWatch(signalbox.system());
    private final Semaphore news = new Semaphore(0);

    @Override
    public ActorSystem<?> system() {
        return signalbox.system();
    }

    @Override
    public long now() {
        return signalbox.now();
    }

    @Override
    public boolean runUntil(BooleanSupplier condition) {
        for (int left = PATIENCE; left > 0; left--) {
            if (condition.getAsBoolean()) {
                return true;
            }
            waitForNews();
        }
        return false;
    }

    /** A look at least every millisecond: what a device does in shared memory is no news. */
    private void waitForNews() {
        try {
            if (news.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a test", interrupted);
        }
    }

    @Override
    public void pause(SplittableRandom random) {
        for (int left = random.nextInt(MOST_TURNS); left > 0; left--) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void allowLog(String part) {
        log.expected().allow(part);
    }

    @Override
    public void heard() {
        news.release();
    }

    @Override
    public void close() {
        signalbox
                .close(Closing.drain())
                .toCompletableFuture()
                .orTimeout(PATIENCE, TimeUnit.MILLISECONDS)
                .join();
        List<String> problems = new ArrayList<>(deadLetters.end());
        problems.addAll(log.end());
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
    }
}
