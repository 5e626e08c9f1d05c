package dev.signalbox.fence;

/**
 * A fence as a value: point {@code seqno} of timeline {@code context}. In the kernel: the pair that a dma_fence prints as
 * {@code context:seqno}.
 *
 * @param context the timeline, positive, never reused
 * @param seqno the point on it, counted from 1
 */
public record FenceId(long context, long seqno) implements Comparable<FenceId> {
    /** Checks the ranges above. */
    public FenceId {
        if (context < 1 || seqno < 1) {
            throw new IllegalArgumentException("a fence is context >= 1, seqno >= 1, not " + context + ":" + seqno);
        }
    }

    /** Returns the point so many places later on the same timeline. */
    public FenceId plus(int distance) {
        return distance == 0 ? this : new FenceId(context, seqno + distance);
    }

    /** Returns whether {@code next} is {@code plus(distance)} of this one. */
    public boolean isFollowedBy(FenceId next, int distance) {
        return isFollowedBy(next.context, next.seqno, distance);
    }

    /** Returns whether the fence with this context and seqno is so many places behind it. */
    public boolean isFollowedBy(long nextContext, long nextSeqno, int distance) {
        return context == nextContext && seqno + distance == nextSeqno;
    }

    /** Orders by context, then by age. */
    @Override
    public int compareTo(FenceId other) {
        int byContext = Long.compare(context, other.context);
        return byContext != 0 ? byContext : Long.compare(seqno, other.seqno);
    }

    /** Prints {@code context:seqno}, as the kernel's tracepoints do. */
    @Override
    public String toString() {
        return context + ":" + seqno;
    }
}
