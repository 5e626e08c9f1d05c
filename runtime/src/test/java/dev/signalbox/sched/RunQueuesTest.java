package dev.signalbox.sched;

import static dev.signalbox.sched.Jobs.job;
import static dev.signalbox.sched.Jobs.scheduledContext;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The run queues of a ring, and how an entity waits in one. */
class RunQueuesTest {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private final Set<FenceId> signalled = new LinkedHashSet<>();

    private RingScheduler<RunEntity> ring(Policies policy) {
        return new RingScheduler<>(0, 10, policy, signalled::contains, Facts.NOBODY);
    }

    private static RunEntity join(RingScheduler<RunEntity> ring, int id, Priority priority) {
        RunEntity entity = new RunEntity(id, scheduledContext(id), priority);
        ring.join(entity);
        return entity;
    }

    @ParameterizedTest
    @EnumSource
    @ConformanceRow(
            value = "SCH-23",
            says = "Every priority has a run queue under every policy, so that none is ever changed to another.")
    void everyPriorityHasARunQueue(Policies policy) {
        RingScheduler<RunEntity> ring = ring(policy);
        for (Priority priority : PRIORITIES) {
            RunEntity entity = join(ring, PRIORITIES.indexOf(priority) + 1, priority);
            ring.push(entity, List.of(job(entity.id(), 1)), 1);
            assertThat(entity.rank()).isEqualTo(priority);
            assertThat(entity.priority()).isEqualTo(priority);
            assertThat(ring.select()).isSameAs(entity);
            assertThat(ring.take(entity).finished()).isEqualTo(Jobs.finished(entity.id(), 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"FIFO, 4", "RR, 4", "FAIR, 1"})
    @ConformanceRow(
            value = "SCH-24",
            says = "A ring has one run queue for each priority, or one for all; whoever joins again changes none.")
    void aRingHasARunQueueForEachPriorityOrOneForAll(Policies policy, int queues) {
        RingScheduler<RunEntity> ring = ring(policy);
        Set<RunQueue> found = new LinkedHashSet<>();
        for (int round = 0; round < 2; round++) {
            for (Priority priority : PRIORITIES) {
                int id = PRIORITIES.indexOf(priority) + 1;
                join(ring, id, priority);
                found.add(Objects.requireNonNull(ring.find(id)).runQueue());
            }
        }
        assertThat(found).hasSize(queues);
    }

    @Test
    @ConformanceRow(
            value = "SCH-37",
            says = "An entity waits for one fence at a time, and hears of no other that its job needs.")
    void anEntityWaitsForOneFenceAtATime() {
        List<FenceId> needed = List.of(new FenceId(101, 1), new FenceId(102, 1), new FenceId(103, 1));
        List<Need> needs = needed.stream().map(fence -> new Need(fence, 0)).toList();
        RingScheduler<RunEntity> ring = ring(Policies.FIFO);
        RunEntity entity = join(ring, 1, Priority.NORMAL);
        ring.push(entity, List.of(new ArmedJob(1, Jobs.finished(1, 1), Work.none(), 1, needs)), 1);
        List<FenceId> awaited = new ArrayList<>();
        assertThat(next(ring, awaited)).isFalse();
        for (FenceId heard : List.of(needed.get(1), needed.get(0), needed.get(2))) {
            signalled.add(heard);
            ring.wake(entity, heard);
            assertThat(next(ring, awaited)).isEqualTo(heard.equals(needed.get(2)));
        }
        assertThat(awaited).containsExactly(needed.get(0), needed.get(2));
    }

    /** Looks at whose turn it is; returns whether a job may run, and notes what it has to wait for otherwise. */
    private static boolean next(RingScheduler<RunEntity> ring, List<FenceId> awaited) {
        RunEntity turn = ring.select();
        FenceId open = turn == null ? null : ring.block(turn, 2);
        if (open != null) {
            awaited.add(open);
        }
        return turn != null && open == null;
    }
}
