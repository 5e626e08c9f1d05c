package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Checks the queue depth of a program: how many of its batches were unfinished at once, per group of engines. */
final class DepthCheck {
    private record Limited(Placed batch, List<String> engines, int limit) {}

    private final Map<FenceId, Limited> limited = new LinkedHashMap<>();

    /** Notes a batch that was submitted under a limit; in the order of submission. */
    void add(Placed batch, List<String> engines, int perEngine) {
        limited.put(batch.run().accepted.fence(), new Limited(batch, engines, perEngine * engines.size()));
    }

    /**
     * Goes through all facts. A batch may be accepted a while after it was submitted, so what is unfinished and accepted is never
     * more than what is unfinished; the limit that counts is that of the batch submitted last.
     */
    void check(List<Fact> facts, Consumer<String> violations) {
        Map<List<String>, Map<FenceId, Limited>> open = new HashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.JobAccepted accepted) {
                Limited job = limited.get(accepted.fence());
                if (job != null) {
                    Map<FenceId, Limited> group = open.computeIfAbsent(job.engines(), each -> new LinkedHashMap<>());
                    group.put(accepted.fence(), job);
                    checkGroup(job, group, violations);
                }
            } else if (fact instanceof Fact.JobFinished finished && limited.containsKey(finished.fence())) {
                open.values().forEach(group -> group.remove(finished.fence()));
            }
        }
    }

    private static void checkGroup(Limited added, Map<FenceId, Limited> group, Consumer<String> violations) {
        int limit = added.limit();
        Placed newest = added.batch();
        for (Limited each : group.values()) {
            if (isLater(each.batch(), newest)) {
                newest = each.batch();
                limit = each.limit();
            }
        }
        if (group.size() > limit) {
            violations.accept("queue depth: " + group.size() + " unfinished batches on " + added.engines() + " with "
                    + added.batch() + ", at most " + limit + " may be");
        }
    }

    private static boolean isLater(Placed one, Placed other) {
        return one.cycle() != other.cycle() ? one.cycle() > other.cycle() : one.step() > other.step();
    }
}
