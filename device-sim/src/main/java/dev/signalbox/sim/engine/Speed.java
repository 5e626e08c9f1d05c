package dev.signalbox.sim.engine;

/**
 * How much work is done in a time: work is counted in nanoseconds at speed 1. Whole numbers only, so that the same work split in other
 * places takes the same time to within a nanosecond for each split, and at speed 1 exactly the same.
 *
 * @param millionths of speed 1
 */
public record Speed(long millionths) {
    static final long ONE = 1_000_000;

    /** A speed as specifications say it. */
    static Speed of(double speed) {
        return new Speed(Math.round(speed * ONE));
    }

    /** Returns how long work takes, rounded up; {@link Long#MAX_VALUE} for work without end. */
    long nanos(long work) {
        if (millionths == ONE || work == Long.MAX_VALUE) {
            return work;
        }
        long whole = times(work / millionths, ONE);
        return plus(whole, (work % millionths * ONE + millionths - 1) / millionths);
    }

    /** Returns how much work is done in a time, rounded down. */
    long work(long nanos) {
        if (millionths == ONE) {
            return nanos;
        }
        return plus(times(nanos / ONE, millionths), nanos % ONE * millionths / ONE);
    }

    /** Adds what is not negative; what is too large is {@link Long#MAX_VALUE}. */
    public static long plus(long left, long right) {
        return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
    }

    /** Multiplies what is not negative; what is too large is {@link Long#MAX_VALUE}. */
    static long times(long left, long right) {
        return Math.multiplyHigh(left, right) == 0 && left * right >= 0 ? left * right : Long.MAX_VALUE;
    }
}
