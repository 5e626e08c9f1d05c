package dev.signalbox.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Program;
import dev.signalbox.event.PageRange;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Queue n has its finished fences on context 10 n + 1 and is alone on ring n. */
class PageAccessesTest {
    private static final long GIBIBYTE = 262_144;

    private final JobOrder order = new JobOrder();
    private final PageAccesses accesses = new PageAccesses();
    private final List<PageRange> conflicts = new ArrayList<>();

    PageAccessesTest() {
        for (int queue = 1; queue <= 3; queue++) {
            order.open(1, 10L * queue, List.of(queue));
        }
    }

    @Test
    void aLargeBufferIsOneRangeAndSplitOnlyWhereAccessesDiffer() {
        AccessingJob writer = start(1, 1);
        access(writer, 0, GIBIBYTE, true);
        assertThat(accesses.size()).isEqualTo(1);
        order.end(writer.fence(), 1);

        AccessingJob reader = start(2, 1, writer.fence());
        access(reader, 1_000, 10, false);
        assertThat(accesses.size()).isEqualTo(3);
        access(reader, 1_010, 5, false);
        assertThat(accesses.size()).isEqualTo(3);
        order.end(reader.fence(), 1);

        access(start(3, 1, reader.fence()), 0, GIBIBYTE, true);
        assertThat(accesses.size()).isEqualTo(1);
        assertThat(conflicts).isEmpty();
    }

    @Test
    void ofARangeThatOverlapsThePartsThatConflictAreTold() {
        access(start(1, 1), 10, 10, true);
        access(start(2, 1), 0, 15, false);
        access(start(3, 1), 12, 20, false);

        assertThat(conflicts).containsExactly(new PageRange(10, 5), new PageRange(12, 3), new PageRange(15, 5));
    }

    @Test
    void accessesThatNobodyCanOverlapAnyMoreAreForgotten() {
        for (long seqno = 1; seqno <= 10_000; seqno++) {
            AccessingJob job = start(1, seqno);
            access(job, 2 * seqno, 1, true);
            order.end(job.fence(), 1);
            accesses.sweep(order);
        }
        assertThat(accesses.size()).isLessThan(100);
    }

    @Test
    void accessesThatAJobCanStillRaceWithAreKeptUntilItIsOver() {
        FenceId late = new FenceId(21, 1);
        order.accept(late, 1, List.of(), Program.none());
        for (long seqno = 1; seqno <= 1_000; seqno++) {
            AccessingJob job = start(1, seqno);
            access(job, 2 * seqno, 1, true);
            order.end(job.fence(), 1);
            accesses.sweep(order);
        }
        assertThat(accesses.size()).isEqualTo(1_000);

        order.run(late, 1, 2, 1);
        access(Objects.requireNonNull(order.accessing(2, 1)), 0, 10_000, false);
        order.end(late, 1);
        assertThat(conflicts).hasSize(1_000);

        accesses.sweep(order);
        assertThat(accesses.size()).isZero();
    }

    @Test
    void aClockNamesOnlyJobsThatWereNotOver() {
        Lifetime one = new Lifetime();
        Lifetime other = new Lifetime();
        Clock clock = Clock.START.with(3, 7, one).with(5, 2, other);
        assertThat(clock.names(3, 7)).isTrue();
        assertThat(clock.names(3, 8)).isFalse();

        one.end(4);
        Clock later = clock.atLeast(5);

        assertThat(later.size()).isEqualTo(1);
        assertThat(later.names(5, 1)).isTrue();
        assertThat(clock.join(later).time()).isEqualTo(5);
    }

    private AccessingJob start(int queue, long seqno, FenceId... dependencies) {
        FenceId fence = new FenceId(10L * queue + 1, seqno);
        order.accept(fence, 1, List.of(dependencies), Program.none());
        order.run(fence, 1, queue, seqno);
        return Objects.requireNonNull(order.accessing(queue, seqno));
    }

    private void access(AccessingJob job, long first, long count, boolean write) {
        accesses.access(
                job,
                new PageRange(first, count),
                write,
                (earlier, earlierWrites, laterWrites, pages) -> conflicts.add(pages));
    }
}
