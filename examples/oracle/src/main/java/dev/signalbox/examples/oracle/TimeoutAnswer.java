package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;

/** What the handler does about a job that has run out of time. */
enum TimeoutAnswer {
    /** Takes it out of the ring. */
    RESET(false),
    /** Blames its entity, then takes it out of the ring. */
    RESET_KARMA(true),
    /** Says that nothing hangs. */
    NO_HANG(false),
    /** Stops, drops the whole ring, and starts. */
    FULL(false),
    /** The same, and blames the entity. */
    FULL_KARMA(true),
    /** The same as FULL, with an error for what was dropped. */
    FULL_EIO(false);

    private final boolean blames;

    TimeoutAnswer(boolean blames) {
        this.blames = blames;
    }

    boolean blames() {
        return blames;
    }

    /** Returns what jobs end with that were dropped. */
    Errno dropped() {
        return this == FULL_EIO ? Errno.EIO : Errno.ECANCELED;
    }
}
