package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The software fences of one program: the n-th one it creates is point n of its timeline. */
final class SoftwareFences {
    private final List<Fact.TimelineAdvanced> advances;
    private final Map<Integer, Long> pointOfStep = new HashMap<>();
    private long points;
    private long signalled;

    SoftwareFences(History history, int client) {
        long context = history.stream(Fact.TimelineCreated.class)
                .filter(created -> created.client() == client)
                .mapToLong(Fact.TimelineCreated::context)
                .findFirst()
                .orElse(-1);
        this.advances = history.stream(Fact.TimelineAdvanced.class)
                .filter(advanced -> advanced.context() == context)
                .toList();
    }

    void create(int step) {
        pointOfStep.put(step, ++points);
    }

    /** When the fence that a step last created was signalled; {@link Long#MAX_VALUE} when it never was. */
    long signalledAt(int step) {
        return reached(pointOfStep.getOrDefault(step, Long.MAX_VALUE));
    }

    /** The program signals the fence of a step and all before it. */
    void signal(int step, ProgramClock clock) {
        signalThrough(pointOfStep.getOrDefault(step, 0L), clock);
    }

    /** The program signals all fences. */
    void signalAll(ProgramClock clock) {
        signalThrough(points, clock);
    }

    private void signalThrough(long point, ProgramClock clock) {
        while (signalled < point) {
            clock.did(reached(++signalled), "software fence " + signalled + " was signalled");
        }
    }

    private long reached(long point) {
        return advances.stream()
                .filter(advanced -> advanced.seqno() >= point)
                .mapToLong(Fact.TimelineAdvanced::time)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
