package dev.signalbox.report;

import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What some nodes of a {@link WaitGraph} wait for, down to where the waiting ends. What several wait for is followed once. */
final class WaitTree {
    /** Whether a line goes on below. */
    enum Mark {
        /** What it waits for follows. */
        FIRST,
        /** It stands above as well, with what it waits for. */
        SHARED,
        /** It is one of those that led here. */
        CYCLE
    }

    /**
     * A line of the tree.
     *
     * @param depth how many waits lead to it
     * @param node what is waited for
     * @param via the wait that leads to it; null for a node that the tree starts with
     */
    record Line(int depth, FenceId node, @Nullable Wait via, Mark mark) {}

    /** A node to come; or, without one, the end of what stands below a node. */
    private record Next(int depth, FenceId node, @Nullable Wait via, boolean leaves) {}

    private final WaitGraph graph;
    private final List<Line> lines = new ArrayList<>();
    private final Set<FenceId> seen = new LinkedHashSet<>();
    private final Set<FenceId> path = new LinkedHashSet<>();
    private final Set<FenceId> roots = new LinkedHashSet<>();
    private List<FenceId> cycle = List.of();

    WaitTree(WaitGraph graph) {
        this.graph = graph;
    }

    /** Adds a node and what it waits for. Chains of waits may be long, so nothing is called within itself. */
    void add(FenceId start) {
        Deque<Next> next = new ArrayDeque<>();
        next.push(new Next(0, start, null, false));
        while (!next.isEmpty()) {
            Next at = next.pop();
            if (at.leaves()) {
                path.remove(at.node());
            } else {
                visit(at, next);
            }
        }
    }

    private void visit(Next at, Deque<Next> next) {
        Mark mark = path.contains(at.node()) ? Mark.CYCLE : seen.add(at.node()) ? Mark.FIRST : Mark.SHARED;
        lines.add(new Line(at.depth(), at.node(), at.via(), mark));
        if (mark == Mark.CYCLE && cycle.isEmpty()) {
            List<FenceId> way = List.copyOf(path);
            cycle = way.subList(way.indexOf(at.node()), way.size());
        }
        if (mark == Mark.FIRST) {
            descend(at, next);
        }
    }

    private void descend(Next at, Deque<Next> next) {
        List<Wait> waits = graph.waitsOf(at.node());
        if (waits.isEmpty()) {
            roots.add(at.node());
        }
        path.add(at.node());
        next.push(new Next(at.depth(), at.node(), null, true));
        for (int i = waits.size() - 1; i >= 0; i--) {
            next.push(new Next(at.depth() + 1, waits.get(i).node(), waits.get(i), false));
        }
    }

    /** Returns the lines, each node before those that it waits for. */
    List<Line> lines() {
        return lines;
    }

    /** Returns the nodes that wait for nothing, in the order of lines. */
    List<FenceId> roots() {
        return List.copyOf(roots);
    }

    /** Returns the first cycle that was met, each waiting for the next; nothing when there is none. */
    List<FenceId> cycle() {
        return cycle;
    }
}
