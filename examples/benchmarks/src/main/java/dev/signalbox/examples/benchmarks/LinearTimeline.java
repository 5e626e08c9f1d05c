package dev.signalbox.examples.benchmarks;

import dev.signalbox.fence.PlainFence;
import org.jspecify.annotations.Nullable;

/** The yardstick of timelines: a chain whose nodes know the one before them, and that is walked node by node. */
final class LinearTimeline {
    private static final class Node {
        private final PlainFence payload;
        private final long previousSeqno;
        private @Nullable Node before;

        Node(PlainFence payload, long previousSeqno, @Nullable Node before) {
            this.payload = payload;
            this.previousSeqno = previousSeqno;
            this.before = before;
        }

        @Nullable Node next() {
            while (before != null && before.payload.isSignalled()) {
                before = before.before;
            }
            return before;
        }
    }

    private @Nullable Node newest;
    private long latest;

    /** Adds a point, and walks the chain once so that what has signalled is let go; returns the new end. */
    Object add(PlainFence payload, long seqno) {
        Node at = newest;
        newest = new Node(payload, latest, newest);
        latest = seqno;
        while (at != null) {
            at = at.next();
        }
        return newest;
    }

    /** Returns the node that covers a point. */
    @Nullable Object find(long point) {
        Node at = newest;
        while (at != null && at.previousSeqno >= point) {
            at = at.next();
        }
        return at;
    }
}
