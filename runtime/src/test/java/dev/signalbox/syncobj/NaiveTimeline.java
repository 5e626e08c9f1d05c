package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a sync object holds, as a plain list, oldest first, which every question walks from the newest. */
final class NaiveTimeline {
    /** One node, or the plain fence that the chain stands on: {@code context} 0 and no points. */
    private record Node(long context, long seqno, long previous, BooleanSupplier payload) {
        boolean isDone() {
            return payload.getAsBoolean();
        }
    }

    /** Where a walk ended: at the first {@code length} nodes, all of which must be done. */
    record Found(boolean isThere, List<Node> upTo) {
        boolean isComplete() {
            return upTo.stream().allMatch(Node::isDone);
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private long contexts;

    void replace(@Nullable DmaFence fence) {
        nodes.clear();
        if (fence != null) {
            nodes.add(new Node(0, 0, 0, fence::isSignalled));
        }
    }

    void add(DmaFence payload, long point) {
        add(payload::isSignalled, point);
    }

    void add(BooleanSupplier payload, long point) {
        Node last = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
        if (last == null || last.context() == 0) {
            nodes.add(new Node(++contexts, point, 0, payload));
        } else if (point > last.seqno()) {
            nodes.add(new Node(last.context(), point, last.seqno(), payload));
        } else {
            nodes.add(new Node(++contexts, last.seqno(), 0, payload));
        }
    }

    private boolean isTimeline() {
        return !nodes.isEmpty() && nodes.get(nodes.size() - 1).context() != 0;
    }

    long newest() {
        return isTimeline() ? nodes.get(nodes.size() - 1).seqno() : 0;
    }

    /** Walks back over what is done; the last node met of the newest context tells how far it has come. */
    long reached() {
        if (!isTimeline()) {
            return 0;
        }
        int met = nodes.size() - 1;
        for (int older = met - 1; older >= 0; older--) {
            Node node = nodes.get(older);
            if (node.isDone()) {
                continue;
            }
            if (node.context() != nodes.get(met).context()) {
                break;
            }
            met = older;
        }
        boolean complete = nodes.subList(0, met + 1).stream().allMatch(Node::isDone);
        return complete ? nodes.get(met).seqno() : nodes.get(met).previous();
    }

    Found find(long point) {
        if (nodes.isEmpty() || (point != 0 && newest() < point)) {
            return new Found(false, List.of());
        }
        int at = nodes.size() - 1;
        while (point != 0 && at >= 0 && !endsAt(at, point)) {
            at = olderPending(at);
        }
        return new Found(true, List.copyOf(nodes.subList(0, at + 1)));
    }

    private boolean endsAt(int at, long point) {
        Node node = nodes.get(at);
        return node.context() != nodes.get(nodes.size() - 1).context() || node.previous() < point;
    }

    private int olderPending(int at) {
        int older = at - 1;
        while (older >= 0 && nodes.get(older).isDone()) {
            older--;
        }
        return older;
    }
}
