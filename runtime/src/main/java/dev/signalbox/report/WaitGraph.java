package dev.signalbox.report;

import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who waits for whom. Nodes are fences; one without waits is where the waiting ends. */
final class WaitGraph {
    /** A node and the wait that leads on from it. */
    record Step(FenceId from, Wait to) {}

    /**
     * The waits that end in one node.
     *
     * @param root the node
     * @param jobs how many jobs cannot go on before it does
     * @param syncWaits how many waits for sync objects cannot
     * @param chain a way to it from one of those that are farthest
     */
    record Cause(FenceId root, int jobs, int syncWaits, List<Step> chain) {
        int waiting() {
            return jobs + syncWaits;
        }
    }

    private final Map<FenceId, List<Wait>> waits;
    private final Map<FenceId, List<Step>> waiters = new TreeMap<>();

    /** Takes the waits of every node; each node that is waited for has an entry. */
    WaitGraph(Map<FenceId, List<Wait>> waits) {
        this.waits = waits;
        waits.forEach((from, list) -> list.forEach(wait ->
                waiters.computeIfAbsent(wait.node(), each -> new ArrayList<>()).add(new Step(from, wait))));
    }

    /** Returns what a node waits for; nothing when it is where the waiting ends. */
    List<Wait> waitsOf(FenceId node) {
        return waits.getOrDefault(node, List.of());
    }

    /** Returns the waits that lead to a node, each with who waits. */
    List<Step> waitersOf(FenceId node) {
        return waiters.getOrDefault(node, List.of());
    }

    /** Returns the nodes that wait for nothing, with who waits for them: those that hold up most come first. */
    List<Cause> causes() {
        List<Cause> causes = new ArrayList<>();
        waits.keySet().stream().filter(this::isEnd).forEach(node -> causes.add(cause(node)));
        causes.sort((one, other) -> Integer.compare(other.waiting(), one.waiting()));
        return causes;
    }

    /** Returns cycles that have no node in common, such that without their nodes there would be none. */
    List<List<Step>> cycles() {
        List<List<Step>> cycles = new ArrayList<>();
        Map<FenceId, Integer> stuck = new TreeMap<>();
        waits.forEach((node, list) -> stuck.put(node, list.size()));
        List<FenceId> free = waits.keySet().stream().filter(this::isEnd).toList();
        release(stuck, free);
        while (!stuck.isEmpty()) {
            List<Step> cycle = cycle(stuck);
            cycles.add(cycle);
            release(stuck, cycle.stream().map(Step::from).toList());
        }
        return cycles;
    }

    private boolean isEnd(FenceId node) {
        return waitsOf(node).isEmpty();
    }

    /** Returns who waits for a node. Breadth first, so the node that is found last is one of the farthest. */
    Cause cause(FenceId root) {
        Map<FenceId, Optional<Step>> onward = new LinkedHashMap<>();
        onward.put(root, Optional.empty());
        ArrayDeque<FenceId> next = new ArrayDeque<>(List.of(root));
        FenceId farthest = root;
        while (!next.isEmpty()) {
            farthest = next.removeFirst();
            for (Step step : waiters.getOrDefault(farthest, List.of())) {
                if (onward.putIfAbsent(step.from(), Optional.of(step)) == null) {
                    next.addLast(step.from());
                }
            }
        }
        int syncWaits =
                (int) onward.keySet().stream().filter(OpenSyncs::isWait).count() - (OpenSyncs.isWait(root) ? 1 : 0);
        return new Cause(root, onward.size() - 1 - syncWaits, syncWaits, chain(onward, farthest));
    }

    private static List<Step> chain(Map<FenceId, Optional<Step>> onward, FenceId start) {
        List<Step> chain = new ArrayList<>();
        Optional<Step> step = onward.getOrDefault(start, Optional.empty());
        while (step.isPresent()) {
            chain.add(step.get());
            step = onward.getOrDefault(step.get().to().node(), Optional.empty());
        }
        return chain;
    }

    /** Takes nodes away, and then all that waited for nothing else; {@code stuck} has the number of waits left per node. */
    private void release(Map<FenceId, Integer> stuck, List<FenceId> nodes) {
        ArrayDeque<FenceId> free = new ArrayDeque<>(nodes);
        free.forEach(stuck::remove);
        while (!free.isEmpty()) {
            for (Step step : waiters.getOrDefault(free.removeFirst(), List.of())) {
                Integer left = stuck.computeIfPresent(step.from(), (node, count) -> count - 1);
                if (left != null && left == 0) {
                    stuck.remove(step.from());
                    free.addLast(step.from());
                }
            }
        }
    }

    /** Follows waits among nodes that are stuck until one comes up again. */
    private List<Step> cycle(Map<FenceId, Integer> stuck) {
        Map<FenceId, Step> way = new LinkedHashMap<>();
        FenceId at = Collections.min(stuck.keySet());
        while (!way.containsKey(at)) {
            Wait wait = waits.getOrDefault(at, List.of()).stream()
                    .filter(each -> stuck.containsKey(each.node()))
                    .findFirst()
                    .orElseThrow();
            way.put(at, new Step(at, wait));
            at = wait.node();
        }
        List<Step> steps = List.copyOf(way.values());
        int start = List.copyOf(way.keySet()).indexOf(at);
        return steps.subList(start, steps.size());
    }
}
