package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks its engine to do.
 *
 * @param nanos how long the engine is busy with it, in nanoseconds; {@link #ENDLESS} when it runs until it is ended
 * @param preemptNanos after how many nanoseconds of running the engine could switch to something else; 0 when it cannot
 * @param fault what the engine reports when the work is over; null when it goes well
 * @param program the packets that it executes after that time
 */
public record Work(long nanos, long preemptNanos, @Nullable Errno fault, Program program) {
    /** The duration of work that does not end by itself. */
    public static final long ENDLESS = -1;

    /** The longest time that can be asked for: a million seconds. */
    public static final long MOST_NANOS = 1_000_000_000_000_000L;

    private static final Work NONE = new Work(0, 0);

    /** Checks the ranges above. */
    public Work {
        if (nanos < ENDLESS || preemptNanos < 0) {
            throw new IllegalArgumentException("work lasts >= 0 ns, not " + nanos + " (preempt " + preemptNanos + ")");
        }
    }

    /** Work that goes well, without a program. */
    public Work(long nanos, long preemptNanos) {
        this(nanos, preemptNanos, null, Program.none());
    }

    /** Work that is a program. */
    public static Work of(Program program) {
        return new Work(0, 0, null, program);
    }

    /** Work that takes no time on the engine. */
    public static Work none() {
        return NONE;
    }

    /** Work that keeps the engine busy for so many nanoseconds, 0 to {@link #MOST_NANOS}. */
    public static Work nanos(long nanos) {
        return new Work(checked(nanos, MOST_NANOS, "ns"), 0);
    }

    /** Work that keeps the engine busy for so many microseconds, at most {@link #MOST_NANOS}. */
    public static Work micros(long micros) {
        return new Work(checked(micros, MOST_NANOS / 1_000, "us") * 1_000, 0);
    }

    private static long checked(long time, long most, String unit) {
        if (time < 0 || time > most) {
            throw new IllegalArgumentException("work lasts 0 to " + most + " " + unit + ", not " + time + " " + unit
                    + (time < 0 ? "" : "; what is to run until it is ended is Work.endless()"));
        }
        return time;
    }

    /** Work that runs until somebody ends it. */
    public static Work endless() {
        return new Work(ENDLESS, 0);
    }

    /** Returns the same work with a preemption granularity in nanoseconds. */
    public Work preemptibleEvery(long nanosOfRunning) {
        return new Work(nanos, nanosOfRunning, fault, program);
    }

    /** Returns the same work, which does not go well: when it is over, the engine reports this error. */
    public Work failing(Errno error) {
        return new Work(nanos, preemptNanos, error, program);
    }

    /** Returns the same work, with a program that executes after its time. */
    public Work with(Program packets) {
        return new Work(nanos, preemptNanos, fault, packets);
    }

    /** Returns whether it runs until somebody ends it. */
    public boolean isEndless() {
        return nanos == ENDLESS;
    }
}
