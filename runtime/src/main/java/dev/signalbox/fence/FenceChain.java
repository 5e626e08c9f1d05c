package dev.signalbox.fence;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A point on a chain of fences: it signals when its payload and everything before it has. In the kernel: struct
 * dma_fence_chain, one node.
 *
 * <p>What has signalled behind a node is passed over, and forgotten. What still counts is kept in a {@link ChainIndex}, so
 * that a point is found, and added, in a time that grows with the logarithm of how many are pending. Errors of payloads are
 * not taken over.
 */
public final class FenceChain extends DmaFence {
    private final ChainIndex index;
    private final Place place;
    private final DmaFence payload;
    private final long previousSeqno;
    private final Deferred deferred;

    private FenceChain(
            ChainIndex index, long context, Place place, long previousSeqno, DmaFence payload, Deferred deferred) {
        super(context, place.seqno());
        this.index = index;
        this.place = place;
        this.previousSeqno = previousSeqno;
        this.payload = payload;
        this.deferred = deferred;
    }

    static FenceChain append(
            @Nullable DmaFence before, DmaFence payload, long seqno, LongSupplier contexts, Deferred deferred) {
        if (payload instanceof FenceChain) {
            throw new IllegalArgumentException(
                    "a node of a chain as the payload of another: chain it as the one before");
        }
        FenceChain node = before instanceof FenceChain last
                ? after(last, payload, seqno, contexts, deferred)
                : new FenceChain(
                        new ChainIndex(before), contexts.getAsLong(), new Place(0, seqno), 0, payload, deferred);
        node.index.add(node);
        return node;
    }

    /** Continues the context with a greater seqno, begins a new one otherwise; forks the chain unless the last node is its end. */
    private static FenceChain after(
            FenceChain last, DmaFence payload, long seqno, LongSupplier contexts, Deferred deferred) {
        boolean isEnd = last.index.endsWith(last);
        ChainIndex index = isEnd ? last.index : new ChainIndex(last);
        long stretch = isEnd ? last.place.stretch() : 0;
        if (Long.compareUnsigned(seqno, last.seqno()) > 0) {
            return new FenceChain(index, last.context(), new Place(stretch, seqno), last.seqno(), payload, deferred);
        }
        Place next = new Place(isEnd ? stretch + 1 : 0, last.seqno());
        return new FenceChain(index, contexts.getAsLong(), next, 0, payload, deferred);
    }

    /** Returns what a fence stands for in a walk along a chain: the payload of a node, any other fence itself. */
    static DmaFence payloadOf(DmaFence fence) {
        return fence instanceof FenceChain node ? node.payload : fence;
    }

    /** Returns the fence that this node waits for, besides everything before it. */
    public DmaFence payload() {
        return payload;
    }

    /** Returns the seqno of the node that this one was appended to; 0 when it began a context. */
    public long previousSeqno() {
        return previousSeqno;
    }

    ChainIndex index() {
        return index;
    }

    Place place() {
        return place;
    }

    /** Returns the next older element whose payload is pending, a node or a plain fence; null when there is none. */
    public @Nullable DmaFence next() {
        return index.olderThan(this);
    }

    /** Looks at everything older once, to the end of the chain, as the kernel does whenever a point is added behind it. */
    public void collect() {
        FenceChain at = this;
        while (at != null) {
            at = at.index.lookAtOlderThan(at) instanceof FenceChain node ? node : null;
        }
    }

    /** Returns the newest point of this context up to which everything has signalled; 0 when there is none. */
    public long reachedPoint() {
        FenceChain oldest = oldestInContext();
        return oldest.isSignalled() ? oldest.seqno() : oldest.previousSeqno;
    }

    /** Returns the last node that a walk from this one meets in its context; this one when it meets no other. */
    private FenceChain oldestInContext() {
        FenceChain met = this;
        while (true) {
            FenceChain oldest = met.index.oldestInContext(met);
            met = oldest == null ? met : oldest;
            if (!(met.next() instanceof FenceChain older) || older.context() != context()) {
                return met;
            }
            met = older;
        }
    }

    /**
     * Finds the fence to wait for until a point is reached.
     *
     * @param point 0 for everything up to this node
     * @return the node that covers the point; another pending one further back when that one has signalled already; null when
     *     nothing is left to wait for
     * @throws Refusal EINVAL when the point lies behind this node
     */
    public @Nullable DmaFence find(long point) {
        if (point == 0) {
            return this;
        }
        if (Long.compareUnsigned(seqno(), point) < 0) {
            throw notThere(this, point);
        }
        DmaFence found = this;
        while (found instanceof FenceChain node && node.context() == context() && !node.covers(point)) {
            found = node.index.find(node, point);
        }
        return found;
    }

    /** Returns whether no earlier node of the context reaches as far as a point; this one does. */
    private boolean covers(long point) {
        return Long.compareUnsigned(previousSeqno, point) < 0;
    }

    /**
     * Finds the fence to wait for until a point is reached, on whatever a timeline holds.
     *
     * @throws Refusal EINVAL when the point is not there yet: it lies behind the newest node, or there is no chain
     */
    public static @Nullable DmaFence find(DmaFence newest, long point) {
        if (point == 0) {
            return newest;
        }
        if (newest instanceof FenceChain node) {
            return node.find(point);
        }
        throw notThere(newest, point);
    }

    private static Refusal notThere(DmaFence newest, long point) {
        return new Refusal(
                Errno.EINVAL,
                "point " + Long.toUnsignedString(point) + " is not there: "
                        + (newest instanceof FenceChain
                                ? "the newest is " + Long.toUnsignedString(newest.seqno())
                                : "there is no timeline"),
                "add the point first, or wait until somebody has");
    }

    @Override
    public String driverName() {
        return "dma_fence_chain";
    }

    @Override
    public String timelineName() {
        return "unbound";
    }

    @Override
    boolean has64BitSeqno() {
        return true;
    }

    @Override
    void poll() {
        if (payload.isSignalled() && next() == null) {
            signalNow(completionTime());
        }
    }

    @Override
    boolean onEnable() {
        for (DmaFence element = this;
                element != null;
                element = element instanceof FenceChain node ? node.next() : null) {
            if (payloadOf(element).subscribe(this::payloadSignalled) != null) {
                return true;
            }
        }
        return false;
    }

    private void payloadSignalled(DmaFence signalled) {
        deferred.add(() -> {
            if (!onEnable()) {
                signalNow(completionTime());
            }
        });
    }

    @Override
    long completionTime() {
        return Math.max(payload.timestamp(), index.latest());
    }

    @Override
    void onDeadline(long deadline) {
        for (DmaFence element = this;
                element != null;
                element = element instanceof FenceChain node ? node.next() : null) {
            payloadOf(element).setDeadline(deadline);
        }
    }
}
