package dev.signalbox.actor;

import java.util.function.LongSupplier;

/** The wall clock of a live run: nanoseconds since it was started, never going back. The only place that reads real time. */
@ReadsRealTime
public final class LiveClock implements LongSupplier {
    private final long start = System.nanoTime();

    private LiveClock() {}

    /** Starts a clock at 0. */
    public static LongSupplier start() {
        return new LiveClock();
    }

    @Override
    public long getAsLong() {
        return System.nanoTime() - start;
    }
}
