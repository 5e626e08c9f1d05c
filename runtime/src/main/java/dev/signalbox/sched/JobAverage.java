package dev.signalbox.sched;

/** How long jobs take: an exponentially weighted average in microseconds with six binary places; the newest job weighs a quarter. */
final class JobAverage {
    private static final int PLACES = 6;
    private static final int WEIGHT_SHIFT = 2;
    private static final long NANOS_A_MICRO = 1_000;

    /** Without a sign: a time below zero counts as very long, as it does in the kernel. */
    private long value;

    void add(long nanos) {
        long newest = (nanos / NANOS_A_MICRO) << PLACES;
        value = value == 0 ? newest : ((value << WEIGHT_SHIFT) - value + newest) >>> WEIGHT_SHIFT;
    }

    void follow(JobAverage other) {
        value = other.value;
    }

    long micros() {
        return value >>> PLACES;
    }

    boolean isAtMost(JobAverage other) {
        return Long.compareUnsigned(micros(), other.micros()) <= 0;
    }
}
