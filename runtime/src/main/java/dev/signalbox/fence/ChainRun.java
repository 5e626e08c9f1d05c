package dev.signalbox.fence;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of one context that were appended one to the other, with growing seqnos: those whose payload is not known to have
 * signalled, by seqno. A node that goes back, or that is appended to one which already has a successor, begins a run of its
 * own behind that node.
 *
 * <p>A walk along the chain in the kernel's sense looks at every payload it passes. Here a walk that only searches looks at
 * the ones where it could end, and at those that are arrays, for looking at an array may complete it.
 */
final class ChainRun {
    private final long context;
    private final NavigableMap<Long, FenceChain> live = new TreeMap<>(Long::compareUnsigned);
    private final NavigableMap<Long, FenceChain> arrays = new TreeMap<>(Long::compareUnsigned);
    private @Nullable DmaFence base;
    private @Nullable FenceChain newest;
    private long latest;

    ChainRun(long context, @Nullable DmaFence base) {
        this.context = context;
        this.base = base;
    }

    long context() {
        return context;
    }

    /** Returns the run that a successor of a node belongs to. */
    ChainRun continuedAfter(FenceChain node) {
        return node == newest ? this : new ChainRun(context, node);
    }

    void add(FenceChain node) {
        forgetOldest();
        newest = node;
        live.put(node.seqno(), node);
        if (node.payload() instanceof FenceArray) {
            arrays.put(node.seqno(), node);
        }
    }

    /** Returns the latest timestamp among payloads that were passed over. */
    long completionTime() {
        return latest;
    }

    /** Returns the next older element than a node of this run whose payload is pending. */
    @Nullable DmaFence olderThan(FenceChain node) {
        for (Map.Entry<Long, FenceChain> older = live.lowerEntry(node.seqno());
                older != null;
                older = live.lowerEntry(node.seqno())) {
            if (!older.getValue().payload().isSignalled()) {
                return older.getValue();
            }
            forget(older.getValue());
        }
        return pendingBase();
    }

    /** Finds the fence to wait for until a point is reached that lies before a node of this run, and not behind it. */
    @Nullable DmaFence find(FenceChain from, long point) {
        FenceChain covering = covering(from, point);
        pollArrays(from.seqno(), covering == null ? 0 : covering.seqno());
        if (covering == null) {
            return beforeThisRun(point);
        }
        if (!covering.payload().isSignalled()) {
            return covering;
        }
        forget(covering);
        return find(from, point);
    }

    /** Returns the newest live node, older than one of this run, whose predecessor lies before a point. */
    private @Nullable FenceChain covering(FenceChain from, long point) {
        Map.Entry<Long, FenceChain> reaching = live.ceilingEntry(point);
        if (reaching != null
                && Long.compareUnsigned(reaching.getKey(), from.seqno()) < 0
                && Long.compareUnsigned(reaching.getValue().previousSeqno(), point) < 0) {
            return reaching.getValue();
        }
        Map.Entry<Long, FenceChain> before = live.lowerEntry(point);
        return before == null ? null : before.getValue();
    }

    private @Nullable DmaFence beforeThisRun(long point) {
        DmaFence element = pendingBase();
        if (element instanceof FenceChain node
                && node.context() == context
                && Long.compareUnsigned(node.previousSeqno(), point) >= 0) {
            return node.run().find(node, point);
        }
        return element;
    }

    /** Returns the first pending element before this run, and forgets what has signalled in between. */
    private @Nullable DmaFence pendingBase() {
        while (base != null && FenceChain.payloadOf(base).isSignalled()) {
            latest = Math.max(latest, FenceChain.payloadOf(base).timestamp());
            base = base instanceof FenceChain node ? node.next() : null;
        }
        return base;
    }

    /** Looks at the arrays between two nodes, from the newer, as whoever walks there does. */
    private void pollArrays(long newer, long older) {
        if (arrays.isEmpty()) {
            return;
        }
        arrays.subMap(older, false, newer, false).descendingMap().values().stream()
                .filter(node -> node.payload().isSignalled())
                .toList()
                .forEach(this::forget);
    }

    private void forgetOldest() {
        for (Map.Entry<Long, FenceChain> oldest = live.firstEntry();
                oldest != null && oldest.getValue().payload() instanceof PlainFence plain && plain.isSignalled();
                oldest = live.firstEntry()) {
            forget(oldest.getValue());
        }
    }

    private void forget(FenceChain node) {
        latest = Math.max(latest, node.payload().timestamp());
        live.remove(node.seqno());
        arrays.remove(node.seqno());
    }
}
