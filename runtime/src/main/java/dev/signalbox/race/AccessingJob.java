package dev.signalbox.race;

import dev.signalbox.fence.FenceId;

/** A job that accesses memory, or a program that writes there, with what is before it. */
public final class AccessingJob {
    /** The context of writes of programs, which no fence has: their seqnos count them. */
    static final long HOST = Long.MAX_VALUE;

    private final FenceId fence;
    private final int client;
    private final int ring;
    private final Clock begun;
    private final Lifetime life;

    /** Creates one that begins after what {@code begun} names. */
    AccessingJob(int client, long context, long seqno, int ring, Clock begun, Lifetime life) {
        this.fence = new FenceId(context, seqno);
        this.client = client;
        this.ring = ring;
        this.begun = begun;
        this.life = life;
    }

    /** Returns its finished fence; of a write of a program, one that counts them in a context that no fence has. */
    public FenceId fence() {
        return fence;
    }

    /** Returns whose job or program it is. */
    public int client() {
        return client;
    }

    /** Returns whether it is a write of a program instead of a job. */
    public boolean isHost() {
        return fence.context() == HOST;
    }

    /** Returns the ring that executes it; -1 for a write of a program. */
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
