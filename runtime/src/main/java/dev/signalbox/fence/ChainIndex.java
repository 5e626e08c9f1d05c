package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a chain, each appended to the newest before it, whose payloads are pending. A node leaves the index when the
 * signal of its payload is given, wherever it stands; so the index is as large as what is pending, and the nodes that left it
 * are referred to by nobody but their holders. Payloads refer to nodes weakly: an index goes with the last node that somebody
 * holds, also while what it waited for is pending.
 *
 * <p>A node that is appended to one which already has a successor forks the chain: it begins an index of its own, whose base
 * is that node.
 *
 * <p>The kernel's walk along a chain looks at every payload it passes, and so completes arrays, and polls the providers of plain
 * fences. Here a walk that searches looks at the place where it may end, and on its way at those arrays that would be complete
 * if somebody looked: the ripe ones. It finds the same, for being polled later changes no answer of a provider; but a plain
 * fence that only a poll would signal stays pending while a walk passes it without looking.
 */
final class ChainIndex {
    private final PendingNodes live = new PendingNodes();
    private final NavigableMap<Place, FenceChain> ripe = new TreeMap<>();
    private @Nullable DmaFence base;
    private Place newest = new Place(0, 0);
    private long latest;

    ChainIndex(@Nullable DmaFence base) {
        this.base = base;
    }

    /** Returns whether a node is the newest, so that the next one can be appended here. */
    boolean endsWith(FenceChain node) {
        return newest.equals(node.place());
    }

    /** Returns how many nodes are kept. */
    int size() {
        return live.size();
    }

    /** Returns the latest timestamp among payloads that have left, of all places. */
    long latest() {
        return latest;
    }

    void add(FenceChain node) {
        newest = node.place();
        DmaFence payload = node.payload();
        if (payload.isMarkedSignalled()) {
            latest = Math.max(latest, payload.timestamp());
            return;
        }
        live.add(node);
        payload.watch(node);
        if (payload instanceof FenceArray array) {
            array.watchRipe(node);
        }
    }

    /** Hears that a node's payload was signalled, or is an array that became ripe. */
    void payloadChanged(FenceChain node) {
        if (node.payload().isMarkedSignalled()) {
            forget(node);
        } else if (live.contains(node)) {
            ripe.put(node.place(), node);
        }
    }

    private void forget(FenceChain node) {
        latest = Math.max(latest, node.payload().timestamp());
        live.remove(node);
        if (!ripe.isEmpty()) {
            ripe.remove(node.place());
        }
    }

    /** Returns the next older element than a node whose payload is pending, as the kernel's walk gives it. */
    @Nullable DmaFence olderThan(FenceChain node) {
        FenceChain older = live.before(node.place());
        while (older != null && !isPending(older)) {
            older = live.before(node.place());
        }
        return older == null ? pendingBase() : older;
    }

    /** Looks at a node's payload; forgets the node when it has signalled. */
    private boolean isPending(FenceChain node) {
        if (!node.payload().isSignalled()) {
            return true;
        }
        forget(node);
        return false;
    }

    /** Returns the first pending element before this index, and forgets what has signalled up to there. */
    private @Nullable DmaFence pendingBase() {
        while (base != null && FenceChain.payloadOf(base).isSignalled()) {
            latest = Math.max(latest, FenceChain.payloadOf(base).timestamp());
            base = base instanceof FenceChain node ? node.index().passedBy(this, node) : null;
        }
        return base;
    }

    /** Returns the element before a node without looking whether it is pending, for an index that passes the node. */
    private @Nullable DmaFence passedBy(ChainIndex newer, FenceChain node) {
        newer.latest = Math.max(newer.latest, latest);
        FenceChain older = live.before(node.place());
        return older == null ? base : older;
    }

    /**
     * Finds where a walk from a node of this index ends that looks for a point which lies before the node.
     *
     * @return the element to wait for; null when nothing is pending
     */
    @Nullable DmaFence find(FenceChain from, long point) {
        FenceChain covering = covering(from, point);
        while (covering != null) {
            lookAt(covering.place(), from.place());
            if (isPending(covering)) {
                return covering;
            }
            covering = covering(from, point);
        }
        return lookAtOlderThan(from);
    }

    /** Returns the newest live node, older than one of this index, whose predecessor lies before a point. */
    private @Nullable FenceChain covering(FenceChain from, long point) {
        Place wanted = new Place(from.place().stretch(), point);
        FenceChain reaching = live.from(wanted);
        if (reaching != null
                && reaching.place().compareTo(from.place()) < 0
                && Long.compareUnsigned(reaching.previousSeqno(), point) < 0) {
            return reaching;
        }
        return live.before(wanted);
    }

    /** Returns the oldest live node in the context of one of this index, not newer than it, as a walk from there meets it. */
    @Nullable FenceChain oldestInContext(FenceChain from) {
        Place start = new Place(from.place().stretch(), 0);
        lookAt(ripe.subMap(start, true, from.place(), false));
        FenceChain oldest = live.from(start);
        while (oldest != null && oldest.place().compareTo(from.place()) < 0) {
            if (isPending(oldest)) {
                return oldest;
            }
            oldest = live.from(start);
        }
        return null;
    }

    /** Looks at everything older than a node of this index; returns where the walk goes on before it. */
    @Nullable DmaFence lookAtOlderThan(FenceChain node) {
        if (!ripe.isEmpty()) {
            lookAt(ripe.headMap(node.place(), false));
        }
        return pendingBase();
    }

    private void lookAt(Place after, Place before) {
        if (!ripe.isEmpty()) {
            lookAt(ripe.subMap(after, false, before, false));
        }
    }

    /** Looks from the newer to the older; on a copy, for whoever hears of a completed array may walk here too. */
    private void lookAt(NavigableMap<Place, FenceChain> nodes) {
        new ArrayList<>(nodes.descendingMap().values()).forEach(this::isPending);
    }
}
