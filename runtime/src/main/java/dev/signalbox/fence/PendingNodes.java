package dev.signalbox.fence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in the order of their places, in arrays: added at the end, taken out anywhere, found by place. A gap that a node leaves
 * is stepped over in both directions, by ways that become shorter with use; when gaps are as many as nodes, all move together.
 */
final class PendingNodes {
    private static final int SMALLEST = 4;

    private @Nullable FenceChain[] nodes = new FenceChain[SMALLEST];
    private long[] stretches = new long[SMALLEST];
    private long[] seqnos = new long[SMALLEST];
    private int[] olderStep = new int[SMALLEST];
    private int[] newerStep = new int[SMALLEST];
    private int start;
    private int end;
    private int count;

    int size() {
        return count;
    }

    /** Adds a node whose place is behind all that were added before. */
    void add(FenceChain node) {
        if (end == nodes.length) {
            moveTogether();
        }
        nodes[end] = node;
        stretches[end] = node.place().stretch();
        seqnos[end] = node.place().seqno();
        end++;
        count++;
    }

    boolean contains(FenceChain node) {
        return indexOf(node) >= 0;
    }

    void remove(FenceChain node) {
        int index = indexOf(node);
        if (index < 0) {
            return;
        }
        nodes[index] = null;
        olderStep[index] = index - 1;
        newerStep[index] = index + 1;
        count--;
        while (start < end && nodes[start] == null) {
            start++;
        }
        while (end > start && nodes[end - 1] == null) {
            end--;
        }
        if (count == 0) {
            start = 0;
            end = 0;
        }
    }

    /** Returns the newest node before a place. */
    @Nullable FenceChain before(Place place) {
        return olderFrom(firstFrom(place.stretch(), place.seqno()) - 1);
    }

    /** Returns the oldest node at a place or behind it. */
    @Nullable FenceChain from(Place place) {
        return newerFrom(firstFrom(place.stretch(), place.seqno()));
    }

    private int indexOf(FenceChain node) {
        int index = firstFrom(node.place().stretch(), node.place().seqno());
        return index < end && node.equals(nodes[index]) ? index : -1;
    }

    /** Returns the first index, of a node or a gap, that is not before a place. */
    private int firstFrom(long stretch, long seqno) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isBefore = stretches[middle] < stretch
                    || (stretches[middle] == stretch && Long.compareUnsigned(seqnos[middle], seqno) < 0);
            low = isBefore ? middle + 1 : low;
            high = isBefore ? high : middle;
        }
        return low;
    }

    private @Nullable FenceChain olderFrom(int from) {
        int found = from;
        while (found >= start && nodes[found] == null) {
            found = olderStep[found];
        }
        for (int gap = from, next; gap > found; gap = next) {
            next = olderStep[gap];
            olderStep[gap] = found;
        }
        return found < start ? null : nodes[found];
    }

    private @Nullable FenceChain newerFrom(int from) {
        int found = from;
        while (found < end && nodes[found] == null) {
            found = newerStep[found];
        }
        for (int gap = from, next; gap < found; gap = next) {
            next = newerStep[gap];
            newerStep[gap] = found;
        }
        return found >= end ? null : nodes[found];
    }

    /** Closes the gaps; takes more room unless half of it is free then. */
    private void moveTogether() {
        int moved = 0;
        for (int i = start; i < end; i++) {
            if (nodes[i] != null) {
                nodes[moved] = nodes[i];
                stretches[moved] = stretches[i];
                seqnos[moved] = seqnos[i];
                moved++;
            }
        }
        Arrays.fill(nodes, moved, end, null);
        start = 0;
        end = moved;
        resize(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, moved)) * 4));
    }

    private void resize(int room) {
        if (room != nodes.length) {
            nodes = Arrays.copyOf(nodes, room);
            stretches = Arrays.copyOf(stretches, room);
            seqnos = Arrays.copyOf(seqnos, room);
            olderStep = new int[room];
            newerStep = new int[room];
        }
    }
}
