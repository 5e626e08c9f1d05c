package dev.signalbox;

import java.time.Duration;

/**
 * How to close: nothing new is taken in any case, software timelines of what is closed end, and every fence signals. To abort
 * ends what runs with -ECANCELED and what is queued with -ESRCH, or -ECANCELED where it had not reached a ring.
 *
 * @param patienceNanos after how many nanoseconds to abort; negative: never
 */
public record Closing(long patienceNanos) {
    private static final Closing DRAIN = new Closing(-1);
    private static final Closing ABORT = new Closing(0);

    /** Lets everything that was accepted run to its end. */
    public static Closing drain() {
        return DRAIN;
    }

    /** Ends everything now. */
    public static Closing abort() {
        return ABORT;
    }

    /** Returns whether nothing is waited for. */
    boolean isAtOnce() {
        return patienceNanos == 0;
    }

    /** Drains, and aborts what is left after a while. */
    public static Closing deadline(Duration patience) {
        return new Closing(Math.max(0, patience.toNanos()));
    }
}
