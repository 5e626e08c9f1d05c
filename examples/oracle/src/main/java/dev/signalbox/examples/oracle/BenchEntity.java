package dev.signalbox.examples.oracle;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.RunEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entity of a case: the rings that it may use, and the one that it is on. */
final class BenchEntity {
    final int number;
    final List<Integer> rings = new ArrayList<>();
    final boolean hasGuiltyFlag;
    private final Priority created;

    Priority priority;
    boolean guilty;
    boolean joined;
    boolean stopped;
    long seqno;
    BenchRing ring;

    /** How the ring sees it. */
    RunEntity standing;

    /** What it waits for at the head of its queue. */
    @Nullable FenceId awaits;

    /** The last job that was taken off its queue. */
    @Nullable BenchJob last;

    BenchEntity(int number, Json input, List<BenchRing> all) {
        this.number = number;
        this.created = Words.read(Priority.class, input.field("priority"));
        this.priority = created;
        this.hasGuiltyFlag = input.field("track_guilty").flag();
        input.field("scheds").elements().forEach(ring -> rings.add(ring.index(all.size())));
        this.ring = all.get(rings.get(0));
        this.standing = standingOn(ring);
    }

    /** Returns the context of its scheduled fences. */
    long scheduledContext() {
        return 2L * number + 1;
    }

    private RunEntity standingOn(BenchRing on) {
        RunEntity fresh = new RunEntity(number, scheduledContext(), created);
        on.scheduler().join(fresh);
        return fresh;
    }

    void moveTo(BenchRing other) {
        RunEntity before = standing;
        ring = other;
        standing = Objects.requireNonNullElseGet(other.scheduler().find(number), () -> standingOn(other));
        standing.follow(before);
    }

    void priority(Priority other) {
        priority = other;
        standing.priority(other);
    }
}
