package dev.signalbox.race;

import dev.signalbox.fence.FenceId;

/** A job that accesses memory, with what is before it. */
public final class AccessingJob {
    private final FenceId fence;
    private final int ring;
    private final Clock begun;
    private final Lifetime life;

    /** Creates one that begins after what {@code begun} names. */
    AccessingJob(long context, long seqno, int ring, Clock begun, Lifetime life) {
        this.fence = new FenceId(context, seqno);
        this.ring = ring;
        this.begun = begun;
        this.life = life;
    }

    /** Returns its finished fence. */
    public FenceId fence() {
        return fence;
    }

    /** Returns the ring that executes it. */
    public int ring() {
        return ring;
    }

    /** Returns whether it is over when the other begins. */
    public boolean isBefore(AccessingJob other) {
        if (fence.context() == other.fence.context()) {
            return fence.seqno() < other.fence.seqno();
        }
        return life.isOverBy(other.begun.time()) || other.begun.names(fence.context(), fence.seqno());
    }

    Lifetime life() {
        return life;
    }
}
