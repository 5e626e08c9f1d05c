package dev.signalbox.sched;

import static dev.signalbox.sched.Jobs.job;
import static dev.signalbox.sched.Jobs.jobOf;
import static dev.signalbox.sched.Jobs.scheduledContext;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingJobsTest {
    private static final int CREDITS = 10;

    private final RingScheduler<RunEntity> ring =
            new RingScheduler<>(0, CREDITS, Policies.FAIR, fence -> false, Facts.NOBODY);
    private final PendingJobs<PendingJob<RunEntity>> pending = new PendingJobs<>(ring);
    private final RunEntity entity = new RunEntity(1, scheduledContext(1), Priority.NORMAL);
    private long now = 100;

    @BeforeEach
    void join() {
        ring.join(entity);
    }

    @Test
    @ConformanceRow(value = "SCH-61", says = "A job signals when it is over, and is freed when all before it are.")
    void jobsAreFreedInTheOrderInWhichTheyRan() {
        PendingJob<RunEntity> first = run(job(1, 1));
        PendingJob<RunEntity> second = run(job(1, 2));
        assertThat(pending.finish(second, ++now)).isTrue();
        assertThat(second.isFinished()).isTrue();
        assertThat(freed()).isEmpty();
        pending.finish(first, ++now);
        assertThat(freed()).containsExactly(first, second);
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    @ConformanceRow(
            value = "SCH-62",
            says = "A job that was on the ring already counts from the end of the one before it.")
    void aJobCountsFromTheEndOfTheOneBeforeIt() {
        PendingJob<RunEntity> first = run(job(1, 1));
        PendingJob<RunEntity> second = run(job(1, 2));
        pending.finish(first, 150);
        freed();
        pending.finish(second, 180);
        assertThat(second.took()).isEqualTo(30);
        assertThat(first.took()).isEqualTo(50);
    }

    @Test
    void aJobThatEndsBeforeTheOneBeforeItTakesLessThanNoTime() {
        PendingJob<RunEntity> first = run(job(1, 1));
        PendingJob<RunEntity> second = run(job(1, 2));
        pending.finish(second, 120);
        pending.finish(first, 150);
        freed();
        assertThat(second.took()).isEqualTo(-30);
    }

    @Test
    @ConformanceRow(
            value = "SCH-45",
            says = "Credits count from before the run until the hardware is done, not until it is freed.")
    void creditsComeBackWhenAJobIsOver() {
        run(jobOf(4, 1, 1));
        PendingJob<RunEntity> second = run(jobOf(5, 1, 2));
        assertThat(ring.creditsInFlight()).isEqualTo(9);
        pending.finish(second, ++now);
        assertThat(ring.creditsInFlight()).isEqualTo(4);
        assertThat(freed()).isEmpty();
    }

    @Test
    @ConformanceRow(
            value = "SCH-64",
            says = "A timeout is about the oldest pending job, which is off the list meanwhile.")
    void aTimeoutIsAboutTheOldestJob() {
        PendingJob<RunEntity> first = run(job(1, 1));
        PendingJob<RunEntity> second = run(job(1, 2));
        assertThat(pending.takeOldest()).isSameAs(first);
        assertThat(pending.takeOldest()).isSameAs(second);
        assertThat(pending.takeOldest()).isNull();
    }

    @Test
    @ConformanceRow(
            value = "SCH-68",
            says = "A job that was over while it was looked at for a hang is freed when it is put back.")
    void aJobThatIsPutBackIsFreedWhenItIsOver() {
        PendingJob<RunEntity> first = run(job(1, 1));
        PendingJob<RunEntity> second = run(job(1, 2));
        PendingJob<RunEntity> oldest = Objects.requireNonNull(pending.takeOldest());
        pending.finish(oldest, ++now);
        pending.putBack(oldest);
        pending.finish(second, ++now);
        assertThat(freed()).containsExactly(first, second);
    }

    @Test
    @ConformanceRow(
            value = "SCH-71",
            says =
                    "A stop takes jobs that run off the hardware, returns their credits, and takes off what is over, but not the bad one.")
    void aStopTakesWhatIsOverAndFreesTheCreditsOfTheOthers() {
        PendingJob<RunEntity> bad = run(jobOf(2, 1, 1));
        PendingJob<RunEntity> over = run(jobOf(3, 1, 2));
        PendingJob<RunEntity> other = run(jobOf(4, 1, 3));
        pending.finish(over, ++now);
        assertThat(pending.takeOldest()).isSameAs(bad);
        pending.putBack(bad);
        assertThat(pending.stop(bad)).containsExactly(over);
        assertThat(ring.creditsInFlight()).isZero();
        assertThat(List.of(bad.isOnHardware(), other.isOnHardware())).containsOnly(false);
    }

    @Test
    @ConformanceRow(
            value = "SCH-73",
            says =
                    "After a start, jobs that nobody submitted again are ended in order, with -ECANCELED or the given error.")
    void aStartGivesTheJobsThatHaveLostTheHardwareInOrder() {
        PendingJob<RunEntity> bad = run(jobOf(2, 1, 1));
        PendingJob<RunEntity> other = run(jobOf(4, 1, 2));
        pending.stop(bad);
        assertThat(pending.start()).containsExactly(bad, other);
        assertThat(ring.creditsInFlight()).isEqualTo(6);
        pending.finish(bad, ++now);
        pending.finish(other, now);
        assertThat(ring.creditsInFlight()).isZero();
        assertThat(freed()).containsExactly(bad, other);
    }

    @Test
    void aJobIsOverOnce() {
        PendingJob<RunEntity> first = run(jobOf(2, 1, 1));
        assertThat(pending.finish(first, 110)).isTrue();
        ring.charge(first.job());
        assertThat(pending.finish(first, 120)).isFalse();
        assertThat(first.took()).isEqualTo(10);
    }

    @Test
    @ConformanceRow(value = "SCH-86", says = "When a ring is closed, what is pending is ended newest first.")
    void aRingIsClosedNewestFirst() {
        PendingJob<RunEntity> first = run(job(1, 1));
        PendingJob<RunEntity> second = run(job(1, 2));
        assertThat(pending.close()).containsExactly(second, first);
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void whatAJobTookIsChargedWhenItIsFreed() {
        PendingJob<RunEntity> first = run(job(1, 1));
        pending.finish(first, now + 2_000);
        assertThat(entity.engineTime().average().micros()).isZero();
        freed();
        assertThat(entity.engineTime().average().micros()).isEqualTo(2);
        assertThat(entity.engineTime().charge()).isEqualTo(2_000);
    }

    private PendingJob<RunEntity> run(ArmedJob job) {
        ring.push(entity, List.of(job), now);
        RunEntity selected = Objects.requireNonNull(ring.select());
        PendingJob<RunEntity> running = new PendingJob<>(selected, ring.take(selected), now);
        pending.add(running);
        running.hardwareTook();
        return running;
    }

    private List<PendingJob<RunEntity>> freed() {
        List<PendingJob<RunEntity>> freed = new ArrayList<>();
        for (PendingJob<RunEntity> next = pending.free(); next != null; next = pending.free()) {
            freed.add(next);
        }
        return freed;
    }
}
