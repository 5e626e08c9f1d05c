package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes fences out of fences, for one owner: arrays, chains, merges, and fences that have signalled from the start. */
public final class FenceContainers {
    private final LongSupplier contexts;
    private final Deferred deferred = new Deferred();

    /**
     * Creates a maker of containers.
     *
     * @param contexts gives a context that was never given before
     */
    public FenceContainers(LongSupplier contexts) {
        this.contexts = contexts;
    }

    /** Completes what is complete; the owner calls it at the end of each of its steps. */
    public void settle() {
        deferred.settle();
    }

    /**
     * Makes an array.
     *
     * @throws IllegalArgumentException when there is no member, or when one is a container
     */
    public FenceArray array(List<? extends DmaFence> members) {
        return new FenceArray(contexts.getAsLong(), members, deferred);
    }

    /**
     * Makes a node of a chain, which signals when its payload and everything before it has.
     *
     * @param before the node, or the plain fence, that it comes after; null when it is the first
     * @param seqno the point, a 64-bit number; moved up to that of {@code before} when it is smaller
     * @throws IllegalArgumentException when the payload is a node of a chain
     */
    public FenceChain chain(@Nullable DmaFence before, DmaFence payload, long seqno) {
        return FenceChain.append(before, payload, seqno, contexts, deferred);
    }

    /** Makes a fence that has signalled at {@code time}. */
    public PlainFence stub(long time) {
        return PlainFence.stub(contexts.getAsLong(), time);
    }

    /**
     * Merges fences: flattens them, leaves out what has signalled, and keeps the newest of each context, in the order of
     * contexts. The result is a stub with the latest timestamp when nothing is left to wait for, the fence itself when there
     * is one, and an array otherwise.
     */
    public DmaFence merge(List<? extends DmaFence> fences) {
        List<DmaFence> pending = new ArrayList<>(fences.size());
        fences.forEach(fence -> Leaves.addTo(pending, fence));
        long latest = 0;
        int kept = 0;
        for (DmaFence leaf : pending) {
            if (leaf.isSignalled()) {
                latest = Math.max(latest, leaf.timestamp());
            } else {
                pending.set(kept++, leaf);
            }
        }
        pending.subList(kept, pending.size()).clear();
        return pending.isEmpty() ? stub(latest) : oneOf(ByContext.newest(pending));
    }

    private DmaFence oneOf(List<DmaFence> fences) {
        return fences.size() == 1 ? fences.get(0) : array(fences);
    }
}
