package dev.signalbox.sim.engine;

import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/** What is known of the entry that a ring is in the middle of. */
final class EntryState {
    private boolean begun;
    private boolean skipping;
    private long seqno;
    private long slowness = Speed.ONE;
    private @Nullable Errno error;

    void begin(long number) {
        begun = true;
        seqno = number;
    }

    boolean isBegun() {
        return begun;
    }

    long seqno() {
        return seqno;
    }

    /** The first error counts. */
    void error(Errno cause) {
        if (error == null) {
            error = cause;
        }
    }

    @Nullable Errno error() {
        return error;
    }

    /** Nothing more of it is executed. */
    void skip() {
        skipping = true;
    }

    boolean isSkipping() {
        return skipping;
    }

    void slowDown(double factor) {
        slowness = Math.round(factor * Speed.ONE);
    }

    /** Returns how many times as long everything takes, in millionths. */
    long slowness() {
        return slowness;
    }

    /** It is over. */
    void clear() {
        begun = false;
        skipping = false;
        slowness = Speed.ONE;
        error = null;
    }
}
