package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The naive model of a chain: each element knows the one before it, and every walk looks at each in turn. */
final class LinearChain {
    /** A node, or a fence that a chain stands on, which has neither seqno nor previous seqno. */
    static final class Element {
        final long context;
        final long seqno;
        final long previousSeqno;
        final ModelFence payload;
        final boolean isNode;
        private @Nullable Element before;

        Element(ModelFence payload) {
            this(0, 0, 0, payload, false, null);
        }

        private Element(
                long context,
                long seqno,
                long previousSeqno,
                ModelFence payload,
                boolean isNode,
                @Nullable Element before) {
            this.context = context;
            this.seqno = seqno;
            this.previousSeqno = previousSeqno;
            this.payload = payload;
            this.isNode = isNode;
            this.before = before;
        }

        static Element append(@Nullable Element before, ModelFence payload, long seqno, long freshContext) {
            if (before != null && before.isNode && Long.compareUnsigned(seqno, before.seqno) > 0) {
                return new Element(before.context, seqno, before.seqno, payload, true, before);
            }
            long raised = before != null && before.isNode ? before.seqno : seqno;
            return new Element(freshContext, raised, 0, payload, true, before);
        }

        /** Returns the next older pending element; unlinks what is between. */
        @Nullable Element next() {
            while (before != null && before.payload.isSignalled()) {
                before = before.before;
            }
            return before;
        }

        boolean isSignalled() {
            for (Element at = this; at != null; at = at.next()) {
                if (!at.payload.isSignalled()) {
                    return false;
                }
            }
            return true;
        }

        @Nullable Element find(long point) {
            for (Element at = this; at != null; at = at.next()) {
                if (at.context != context || !at.isNode || Long.compareUnsigned(at.previousSeqno, point) < 0) {
                    return at;
                }
            }
            return null;
        }

        List<Element> walk() {
            List<Element> visited = new ArrayList<>();
            for (Element at = this; at != null; at = at.next()) {
                visited.add(at);
            }
            return visited;
        }

        long reachedPoint() {
            Element last = this;
            for (Element at = this; at != null && at.context == context && at.isNode; at = at.next()) {
                last = at;
            }
            return last.isSignalled() ? last.seqno : last.previousSeqno;
        }
    }

    /** A payload: one that is signalled, or would be if somebody looked, or an array that is found complete by a look. */
    static final class ModelFence {
        private final List<ModelFence> members;
        private boolean done;
        private boolean signalled;

        ModelFence(List<ModelFence> members) {
            this.members = members;
        }

        void signal() {
            signalled = true;
        }

        /** The work is done; whoever looks sees the signal. */
        void finish() {
            done = true;
        }

        boolean isMarked() {
            return signalled;
        }

        boolean isSignalled() {
            signalled |= done || (!members.isEmpty() && allSignalled());
            return signalled;
        }

        private boolean allSignalled() {
            boolean all = true;
            for (ModelFence member : members) {
                all &= member.isSignalled();
            }
            return all;
        }
    }

    private LinearChain() {}
}
