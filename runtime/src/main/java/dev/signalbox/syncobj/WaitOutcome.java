package dev.signalbox.syncobj;

import dev.signalbox.fence.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What came of a wait.
 *
 * @param first the index of the first point that was done; -1 when it was refused, or waited for no point at all
 * @param refusal EINVAL when a point was not there, ETIME when time was over; null when the wait is fulfilled
 */
public record WaitOutcome(int first, @Nullable Refusal refusal) {
    static WaitOutcome fulfilled(int first) {
        return new WaitOutcome(first, null);
    }

    static WaitOutcome refused(Refusal refusal) {
        return new WaitOutcome(-1, refusal);
    }

    /** Returns whether what was waited for has come. */
    public boolean isFulfilled() {
        return refusal == null;
    }

    /**
     * Returns the index of the first point that was done.
     *
     * @throws Refusal when what was waited for has not come
     */
    public int orThrow() {
        if (refusal != null) {
            throw refusal;
        }
        return first;
    }
}
