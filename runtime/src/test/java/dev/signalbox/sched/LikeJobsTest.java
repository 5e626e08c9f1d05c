package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs that are alike stay together, and nobody can tell. */
class LikeJobsTest {
    private static final int ENTITY = 4;
    private static final long CONTEXT = 21;
    private static final SignalledView NOTHING = fence -> false;

    private final List<Fact> facts = new ArrayList<>();
    private final EntityQueue queue =
            new EntityQueue(ENTITY, CONTEXT, Priority.NORMAL, List.of(0), Map.of(), new World(), facts::add);

    @Test
    void likeDraftsAreArmedTogether() {
        take(draft(1), draft(1), draft(1), draft(2), draft(1));
        assertThat(queue.advance(10, new Out()))
                .extracting(LikeJobsTest::numbers)
                .containsExactly("1..3", "4..4", "5..5");
        assertThat(facts)
                .extracting(fact -> ((Fact.JobAccepted) fact).fence().seqno())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(queue.armedThrough()).isEqualTo(5);
    }

    @Test
    void draftsThatWaitForSomethingStandAlone() {
        JobDraft waiting = new JobDraft(Work.nanos(1), 1, List.of(new FenceId(90, 1)), List.of(), List.of(), 0);
        take(waiting, waiting);
        assertThat(queue.advance(10, new Out()))
                .extracting(LikeJobsTest::numbers)
                .containsExactly("1..1", "2..2");
    }

    @Test
    void onesWithARefusedOneBetweenThemStandApart() {
        take(draft(1), draft(1));
        queue.takeRefused(new Refusal(Errno.ENOENT, "no such buffer", "create it"), 5);
        take(draft(1));
        assertThat(queue.advance(10, new Out()))
                .extracting(LikeJobsTest::numbers)
                .containsExactly("1..2", "4..4");
    }

    @Test
    void oneOfThemIsEndedBeforeItIsArmed() {
        take(draft(1), draft(1), draft(1));
        assertThat(queue.drafts()).isEqualTo(3);
        assertThat(queue.endDrafted(2)).isTrue();
        assertThat(queue.drafts()).isEqualTo(3);
        assertThat(queue.advance(10, new Out()))
                .extracting(job -> numbers(job) + " " + job.work().nanos())
                .containsExactly("1..1 1", "2..2 0", "3..3 1");
    }

    @Test
    void droppedOnesAllEnd() {
        take(draft(1), draft(1), draft(1));
        assertThat(queue.dropDrafts(Errno.ECANCELED, 5)).containsExactly(1L, 2L, 3L);
        assertThat(queue.finished().floor()).isEqualTo(3);
        assertThat(queue.finished().failed()).isEqualTo(3);
    }

    @Test
    void aRingTakesThemOneByOne() {
        RingScheduler<RunEntity> ring = ring(Policies.RR);
        RunEntity many = join(ring, 1);
        RunEntity few = join(ring, 2);
        ring.push(many, List.of(job(1, 1, 3)), 5);
        ring.push(few, List.of(job(2, 1, 2)), 6);
        assertThat(takeAll(ring)).containsExactly("1:1", "2:1", "1:2", "2:2", "1:3");
        assertThat(many.scheduledThrough()).isEqualTo(3);
        assertThat(facts.subList(0, 3)).containsExactly(queued(1, 1), queued(1, 2), queued(1, 3));
    }

    @Test
    void oneOfThemIsEndedInTheQueueOfARing() {
        RingScheduler<RunEntity> ring = ring(Policies.FIFO);
        RunEntity entity = join(ring, 1);
        ring.push(entity, List.of(job(1, 1, 4)), 5);
        assertThat(take(ring)).isEqualTo(job(1, 1, 1));
        assertThat(ring.endQueued(1, new FenceId(4, 1))).isFalse();
        assertThat(ring.endQueued(1, new FenceId(4, 3))).isTrue();
        assertThat(ring.endQueued(1, new FenceId(6, 2))).isFalse();
        assertThat(take(ring)).isEqualTo(job(1, 2, 1));
        assertThat(take(ring)).isEqualTo(job(1, 3, 1).ended());
        assertThat(take(ring)).isEqualTo(job(1, 4, 1));
        assertThat(take(ring)).isNull();
    }

    @Test
    void whatIsLeftOfThemIsGivenBackOneByOne() {
        RingScheduler<RunEntity> ring = ring(Policies.FIFO);
        RunEntity entity = join(ring, 1);
        ring.push(entity, List.of(job(1, 1, 3)), 5);
        take(ring);
        assertThat(ring.kill(entity)).containsExactly(job(1, 2, 1), job(1, 3, 1));
        assertThat(entity.isEmpty()).isTrue();
    }

    private void take(JobDraft... drafts) {
        List.of(drafts).forEach(queue::take);
    }

    private RingScheduler<RunEntity> ring(Policies policy) {
        return new RingScheduler<>(0, 100, policy, NOTHING, facts::add);
    }

    private static RunEntity join(RingScheduler<RunEntity> ring, int number) {
        RunEntity entity = new RunEntity(number, 2L * number + 1, Priority.NORMAL);
        ring.join(entity);
        return entity;
    }

    private static @Nullable ArmedJob take(RingScheduler<RunEntity> ring) {
        RunEntity selected = ring.select();
        return selected == null ? null : Jobs.taken(selected, ring.take(selected));
    }

    private static List<String> takeAll(RingScheduler<RunEntity> ring) {
        List<String> taken = new ArrayList<>();
        for (ArmedJob job = take(ring); job != null; job = take(ring)) {
            taken.add(job.entity() + ":" + job.seqno());
        }
        return taken;
    }

    private static Fact queued(int entity, int seqno) {
        return new Fact.JobQueued(5, 0, new FenceId(2L * entity + 2, seqno), seqno);
    }

    private static ArmedJob job(int entity, long seqno, int count) {
        return new ArmedJob(entity, new FenceId(2L * entity + 2, seqno), Work.nanos(7), 1, List.of()).times(count);
    }

    private static JobDraft draft(long nanos) {
        return new JobDraft(Work.nanos(nanos), 1, List.of(), List.of(), List.of(), 0);
    }

    private static String numbers(ArmedJob job) {
        return job.seqno() + ".." + job.last();
    }

    private static final class World implements EntityQueue.World {
        @Override
        public boolean isSignalled(FenceId fence) {
            return false;
        }

        @Override
        public long scheduledContextOn(int ring, long context) {
            return 0;
        }

        @Override
        public FenceId finishedOf(FenceId fence) {
            return fence;
        }

        @Override
        public long score(int ring) {
            return 0;
        }
    }

    private static final class Out implements EntityQueue.Out {
        @Override
        public void watch(List<FenceId> fences) {}

        @Override
        public void move(int from, int to) {}
    }
}
