package dev.signalbox.ring;

import dev.signalbox.device.ResetScope;
import java.util.List;

/**
 * When a ring takes its oldest entry for hung, and what it then tries.
 *
 * @param timeoutNanos how long nothing may begin or end on a ring that is not empty, rounded up to milliseconds; 0 when as long as it
 *     likes
 * @param answerNanos how long the device may take to answer a reset; at least 1
 * @param ladder what to reset, one after the other, until something works; each step takes more with it than the one before.
 *     Behind the last one the device is given up
 */
public record RecoveryPolicy(long timeoutNanos, long answerNanos, List<ResetScope> ladder) {
    private static final long NANOS_A_MILLI = 1_000_000;

    /** Refuses a negative time, no time for an answer, and a ladder that does not go up. */
    public RecoveryPolicy {
        ladder = List.copyOf(ladder);
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException("a timeout is >= 0 ns, not " + timeoutNanos);
        }
        if (answerNanos < 1) {
            throw new IllegalArgumentException("a device has at least 1 ns for its answer, not " + answerNanos);
        }
        for (int step = 1; step < ladder.size(); step++) {
            if (ladder.get(step).compareTo(ladder.get(step - 1)) <= 0) {
                throw new IllegalArgumentException(
                        "each step of a recovery takes more with it than the one before, not " + ladder);
            }
        }
    }

    /**
     * Returns when a time limit is over that begins now, in nanoseconds: at a whole millisecond, behind as many whole ones as it has.
     * {@link Long#MAX_VALUE} for never.
     */
    public long ringsAt(long now) {
        if (!hasTimeout()) {
            return Long.MAX_VALUE;
        }
        long millis = (timeoutNanos - 1) / NANOS_A_MILLI + 1;
        long end = now / NANOS_A_MILLI + millis + 1;
        return end > Long.MAX_VALUE / NANOS_A_MILLI ? Long.MAX_VALUE : end * NANOS_A_MILLI;
    }

    /** Returns whether entries are ever taken for hung because of the time that they take. */
    public boolean hasTimeout() {
        return timeoutNanos > 0;
    }
}
