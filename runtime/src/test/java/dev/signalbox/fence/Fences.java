package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;

/** Makes the fences of a test: plain ones of contexts from 1, containers of contexts from 1,000. Writes down what it is asked. */
final class Fences implements FenceProvider {
    static final long FIRST_CONTAINER = 1_000;

    final List<String> asked = new ArrayList<>();
    final FenceContainers make = new FenceContainers(this::nextContext);
    private long contexts = FIRST_CONTAINER;
    private long plain;

    private long nextContext() {
        return contexts++;
    }

    /** Returns a pending fence of a context of its own. */
    PlainFence pending() {
        return at(++plain, 1);
    }

    /** Returns a pending fence with a wrapping seqno. */
    PlainFence at(long context, long seqno) {
        return PlainFence.wrapping(this, context, seqno);
    }

    /** Returns so many pending fences. */
    List<PlainFence> pending(int count) {
        List<PlainFence> fences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fences.add(pending());
        }
        return fences;
    }

    /** Returns a chain of nodes over payloads, with seqnos that are so far apart; the first has that seqno. */
    List<FenceChain> chain(List<? extends DmaFence> payloads, int step) {
        List<FenceChain> nodes = new ArrayList<>();
        FenceChain before = null;
        for (DmaFence payload : payloads) {
            before = make.chain(before, payload, (nodes.size() + 1L) * step);
            nodes.add(before);
        }
        return nodes;
    }

    @Override
    public String driverName() {
        return "driver";
    }

    @Override
    public String timelineName(PlainFence fence) {
        return "timeline-" + fence.context();
    }

    @Override
    public boolean enableSignalling(PlainFence fence) {
        asked.add("enable " + fence);
        return true;
    }

    @Override
    public void deadline(PlainFence fence, long deadline) {
        asked.add("deadline " + fence + " " + deadline);
    }
}
