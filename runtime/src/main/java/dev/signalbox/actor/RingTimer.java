package dev.signalbox.actor;

import dev.signalbox.ring.RecoveryPolicy;

/** The time limit of a ring: it begins anew with every job that is given to the ring, and whenever the oldest one changes. */
final class RingTimer {
    private static final long NEVER = Long.MAX_VALUE;

    private final RecoveryPolicy policy;
    private long ringsAt = NEVER;

    RingTimer(RecoveryPolicy policy) {
        this.policy = policy;
    }

    /** Begins anew at a time, or stops when nothing is pending. */
    void restart(long now, boolean pending) {
        ringsAt = pending ? policy.ringsAt(now) : NEVER;
    }

    /** Returns when it is over; {@link Long#MAX_VALUE} for never. */
    long ringsAt() {
        return ringsAt;
    }
}
