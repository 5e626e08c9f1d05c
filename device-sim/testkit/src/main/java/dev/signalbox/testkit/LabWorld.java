package dev.signalbox.testkit;

import akka.actor.typed.ActorSystem;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** A device in a lab: its time is virtual, and a seed decides the order of everything. */
final class LabWorld implements DeviceWorld {
    private static final int MOST_STEPS = 30;

    private final LabRun run;

    LabWorld(long seed) {
        this.run = LabRun.open(seed);
    }

    @Override
    public ActorSystem<?> system() {
        return run.lab().system();
    }

    @Override
    public long now() {
        return run.lab().virtualNanos();
    }

    @Override
    public boolean runUntil(BooleanSupplier condition) {
        return run.lab().runUntil(condition);
    }

    @Override
    public void pause(SplittableRandom random) {
        for (int left = random.nextInt(MOST_STEPS); left > 0 && run.lab().step(); left--) {
            // Each step is one task, or a move of the clock.
        }
    }

    @Override
    public void allowLog(String part) {
        run.allowLog(part);
    }

    @Override
    public void heard() {}

    @Override
    public void close() {
        run.close();
    }
}
