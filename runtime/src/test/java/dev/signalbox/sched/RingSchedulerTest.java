package dev.signalbox.sched;

import static dev.signalbox.sched.Jobs.finished;
import static dev.signalbox.sched.Jobs.job;
import static dev.signalbox.sched.Jobs.jobOf;
import static dev.signalbox.sched.Jobs.scheduled;
import static dev.signalbox.sched.Jobs.scheduledContext;
import static dev.signalbox.sched.Jobs.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RingSchedulerTest {
    private static final int RING = 2;

    private final List<Fact> facts = new ArrayList<>();
    private final Set<FenceId> signalled = new LinkedHashSet<>();
    private RingScheduler<RunEntity> ring = ring(10, Policies.FIFO);
    private long now;

    @Test
    void jobsOfAnEntityRunInPushOrder() {
        join(1, Priority.NORMAL);
        push(job(1, 1), job(1, 2), job(1, 3));
        assertThat(pickAll()).containsExactly("1:1", "1:2", "1:3");
        assertThat(pick()).isNull();
    }

    @Test
    void fifoServesTheHeadThatWasPushedFirst() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        push(job(1, 1), job(2, 1), job(2, 2), job(1, 2));
        assertThat(pickAll()).containsExactly("1:1", "2:1", "2:2", "1:2");
    }

    @Test
    void fifoServesHeadsPushedAtTheSameTimeInTheOrderOfTheirPlaces() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        ring.push(member(2), List.of(job(2, 1)), 5);
        ring.push(member(1), List.of(job(1, 1)), 5);
        ring.push(member(2), List.of(job(2, 2)), 5);
        assertThat(pickAll()).containsExactly("2:1", "1:1", "2:2");
    }

    @Test
    @ConformanceRow(value = "SCH-49", says = "Round robin gives each entity one job per turn, in the order of joining.")
    void roundRobinGivesEachEntityOneJobPerTurnInTheOrderOfJoining() {
        ring = ring(100, Policies.RR);
        for (int entity = 1; entity <= 3; entity++) {
            join(entity, Priority.NORMAL);
        }
        push(job(2, 1), job(2, 2), job(2, 3), job(1, 1), job(1, 2), job(1, 3), job(3, 1), job(3, 2), job(3, 3));
        assertThat(pickAll()).containsExactly("2:1", "1:1", "3:1", "2:2", "1:2", "3:2", "2:3", "1:3", "3:3");
    }

    @ParameterizedTest
    @EnumSource(names = {"FIFO", "RR"})
    @ConformanceRow(value = "SCH-50", says = "A lower priority runs only while no higher one is ready.")
    void aLowerPriorityRunsOnlyWhileNoHigherOneIsReady(Policies policy) {
        ring = ring(100, policy);
        join(1, Priority.LOW);
        join(2, Priority.NORMAL);
        join(3, Priority.HIGH);
        join(4, Priority.KERNEL);
        push(job(1, 1), job(2, 1), job(3, 1), job(3, 2), job(4, 1));
        assertThat(pickAll()).containsExactly("4:1", "3:1", "3:2", "2:1", "1:1");
        push(job(1, 2), job(4, 2));
        assertThat(pickAll()).containsExactly("4:2", "1:2");
    }

    @Test
    @ConformanceRow(value = "SCH-43", says = "A head that does not fit into the free credits holds everybody back.")
    void aHeadThatDoesNotFitHoldsEverybodyBack() {
        join(1, Priority.HIGH);
        join(2, Priority.NORMAL);
        push(jobOf(8, 1, 1), jobOf(3, 1, 2), jobOf(1, 2, 1));
        ArmedJob running = picked();
        assertThat(running.seqno()).isEqualTo(1);
        assertThat(pick()).isNull();
        ring.release(running);
        assertThat(pickAll()).containsExactly("1:2", "2:1");
    }

    @Test
    @ConformanceRow(value = "SCH-44", says = "A job larger than the ring counts as all of it and runs alone.")
    void aJobLargerThanTheRingCountsAsAllOfItAndRunsAlone() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        push(jobOf(1, 2, 1), jobOf(1_000, 1, 1), jobOf(1, 2, 2));
        ArmedJob small = picked();
        assertThat(pick()).isNull();
        ring.release(small);
        ArmedJob large = picked();
        assertThat(large.credits()).isEqualTo(10);
        assertThat(ring.creditsInFlight()).isEqualTo(10);
        assertThat(pick()).isNull();
        ring.release(large);
        assertThat(pickAll()).containsExactly("2:2");
    }

    @Test
    @ConformanceRow(
            value = "SCH-45",
            says = "Credits count from the pick until the ring's owner hears that the job is done.")
    void creditsCountFromPickToRelease() {
        join(1, Priority.NORMAL);
        push(jobOf(4, 1, 1), jobOf(5, 1, 2));
        assertThat(ring.creditsInFlight()).isZero();
        ArmedJob first = picked();
        assertThat(ring.creditsInFlight()).isEqualTo(4);
        picked();
        assertThat(ring.creditsInFlight()).isEqualTo(9);
        ring.release(first);
        assertThat(ring.creditsInFlight()).isEqualTo(5);
    }

    @Test
    void creditsThatComeBackTwiceAreABrokenRule() {
        join(1, Priority.NORMAL);
        push(job(1, 1));
        ArmedJob job = picked();
        ring.release(job);
        assertThatIllegalStateException().isThrownBy(() -> ring.release(job)).withMessageContaining("2:1");
    }

    @Test
    @ConformanceRow(value = "SCH-46", says = "An entity whose head waits is passed over and keeps its place.")
    void anEntityWhoseHeadWaitsIsPassedOverAndKeepsItsPlace() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        ring.push(member(1), List.of(waiting(1, 1)), 1);
        ring.push(member(2), List.of(job(2, 1)), 2);
        ring.push(member(2), List.of(job(2, 2)), 3);
        assertThat(name(picked())).isEqualTo("2:1");
        signal(waiting(1, 1));
        assertThat(pickAll()).containsExactly("1:1", "2:2");
    }

    @Test
    void anEntityIsWokenByTheFenceOnlyThatItsHeadWaitsFor() {
        join(1, Priority.NORMAL);
        ring.push(member(1), List.of(waiting(1, 1)), 1);
        assertThat(pick()).isNull();
        assertThat(member(1).awaitsElsewhere()).isTrue();
        ring.wake(member(1), finished(9, 99));
        assertThat(pick()).isNull();
        signal(waiting(1, 1));
        assertThat(pickAll()).containsExactly("1:1");
    }

    @Test
    @ConformanceRow(
            value = "SCH-34",
            says = "A dependency on a job of the same ring is met when that job is given to the ring.")
    void aDependencyOnTheSameRingIsMetWhenThatJobIsGivenToTheRing() {
        join(1, Priority.LOW);
        join(2, Priority.HIGH);
        push(job(2, 1, scheduled(1, 2)), job(1, 1), job(1, 2), job(1, 3));
        assertThat(pickAll()).containsExactly("1:1", "1:2", "2:1", "1:3");
        assertThat(ring.creditsInFlight()).as("none of them is done").isEqualTo(4);
    }

    @Test
    @ConformanceRow(
            value = "SCH-35",
            says =
                    "A dependency on a job of the same ring that is known to end with an error is met when that job is over.")
    void aDependencyOnAJobThatIsToFailIsMetWhenThatJobIsOver() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        member(1).blame();
        push(job(1, 1), job(2, 1, finished(1, 1)));
        ArmedJob failing = picked();
        assertThat(pick()).isNull();
        assertThat(blocked()).containsExactly(blocked(2, 1, finished(1, 1)));
        ring.over(member(1), failing.seqno());
        assertThat(pickAll()).containsExactly("2:1");
    }

    @Test
    @ConformanceRow(
            value = "SCH-76",
            says = "A job that is taken off the queue of a guilty entity is marked to end with -ECANCELED.")
    void jobsOfAGuiltyEntityAreMarkedWhenTheyAreTaken() {
        join(1, Priority.NORMAL);
        push(job(1, 1), job(1, 2));
        ArmedJob before = picked();
        member(1).blame();
        ArmedJob after = picked();
        assertThat(ring.isDoomed(member(1), before.seqno())).isFalse();
        assertThat(ring.isDoomed(member(1), after.seqno())).isTrue();
        ring.over(member(1), after.seqno());
        ring.over(member(1), before.seqno());
        assertThat(ring.isDoomed(member(1), after.seqno())).isFalse();
    }

    @Test
    @ConformanceRow(value = "SCH-46", says = "An entity whose head waits is passed over and keeps its place.")
    void nothingIsLookedAtBeforeItsTurn() {
        join(1, Priority.HIGH);
        join(2, Priority.NORMAL);
        push(
                jobOf(10, 1, 1),
                new ArmedJob(1, finished(1, 2), Work.none(), 10, waiting(1, 2).needs()),
                job(2, 1));
        ArmedJob large = picked();
        assertThat(pick())
                .as("the large one behind it does not fit, and whether it waits is not known yet")
                .isNull();
        ring.release(large);
        assertThat(pickAll()).containsExactly("2:1");
    }

    @Test
    void dependenciesOnTheSameRingAreAwaitedOneByOneInTheirOrder() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        join(3, Priority.NORMAL);
        push(job(3, 1, scheduled(1, 1), scheduled(2, 1)));
        assertThat(blocked()).as("nothing is looked at before its turn").isEmpty();
        assertThat(pick()).isNull();
        assertThat(blocked()).containsExactly(blocked(3, 1, scheduled(1, 1)));
        push(job(2, 1), job(1, 1));
        assertThat(name(picked())).isEqualTo("2:1");
        assertThat(blocked()).hasSize(1);
        assertThat(pickAll()).containsExactly("1:1", "3:1");
        assertThat(blocked()).hasSize(1);
    }

    @Test
    void aDependencyThatIsKnownToHaveSignalledElsewhereIsNotWaitedFor() {
        signalled.add(scheduled(9, 4));
        join(1, Priority.NORMAL);
        push(job(1, 1, scheduled(9, 4)));
        assertThat(pickAll()).containsExactly("1:1");
        assertThat(blocked()).isEmpty();
    }

    @Test
    void aJobMayWaitForOneThatIsNotQueuedYet() {
        join(1, Priority.NORMAL);
        push(job(1, 1, scheduled(2, 1)));
        assertThat(pick()).isNull();
        join(2, Priority.NORMAL);
        push(job(2, 1));
        assertThat(pickAll()).containsExactly("2:1", "1:1");
    }

    @Test
    void killingTakesTheQueuedJobsAndLeavesThoseOnTheRing() {
        join(1, Priority.NORMAL);
        push(jobOf(2, 1, 1), job(1, 2), job(1, 3));
        ArmedJob running = picked();
        assertThat(killed(1)).extracting(RingSchedulerTest::name).containsExactly("1:2", "1:3");
        assertThat(pick()).isNull();
        assertThat(ring.creditsInFlight()).isEqualTo(2);
        ring.release(running);
        assertThat(ring.creditsInFlight()).isZero();
        assertThat(killed(1)).isEmpty();
    }

    @Test
    void whoeverWaitsForTheStartOfAKilledJobWaitsNoMore() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        ring.push(member(1), List.of(waiting(1, 1)), ++now);
        push(job(2, 1, scheduled(1, 1)));
        assertThat(pick()).isNull();
        killed(1);
        assertThat(pickAll()).containsExactly("2:1");
    }

    @Test
    void endingAQueuedJobTakesItsWorkAndLeavesItsPlace() {
        join(1, Priority.NORMAL);
        push(job(1, 1), job(1, 2), job(1, 3));
        assertThat(ring.endQueued(1, finished(1, 2))).isTrue();
        assertThat(ring.endQueued(1, finished(1, 4))).isFalse();
        assertThat(ring.endQueued(5, finished(5, 1))).isFalse();
        List<ArmedJob> picked = List.of(picked(), picked(), picked());
        assertThat(picked).extracting(ArmedJob::seqno).containsExactly(1L, 2L, 3L);
        assertThat(picked).extracting(ArmedJob::work).containsExactly(Work.nanos(10), Work.none(), Work.nanos(10));
        assertThat(ring.endQueued(1, finished(1, 1))).isFalse();
    }

    @Test
    void tellsHowFarAnEntityHasBeenGivenToTheRing() {
        join(1, Priority.NORMAL);
        push(job(1, 1), job(1, 2), job(1, 3));
        assertThat(member(1).scheduledThrough()).isZero();
        picked();
        picked();
        assertThat(member(1).scheduledThrough()).isEqualTo(2);
        killed(1);
        assertThat(member(1).scheduledThrough()).isEqualTo(3);
        ring.leave(1, scheduledContext(1));
        assertThat(ring.find(1)).isNull();
    }

    @Test
    void nobodyWaitsForAJobThatWasNeverPushed() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        push(job(2, 1, scheduled(1, 3)));
        assertThat(pick()).isNull();
        ring.skip(scheduled(1, 3));
        assertThat(pick()).as("jobs before it may still come").isNull();
        ring.skip(scheduled(1, 1));
        ring.skip(scheduled(1, 2));
        assertThat(pick()).isNotNull();
    }

    @Test
    void nobodyWaitsForAnEntityThatHasLeft() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        push(job(2, 1, scheduled(1, 3)));
        assertThat(pick()).isNull();
        ring.leave(1, scheduledContext(1));
        assertThat(pick()).isNotNull();
    }

    @Test
    void anEntityDoesNotLeaveWithJobsQueued() {
        join(1, Priority.NORMAL);
        push(job(1, 1), job(1, 2));
        assertThatIllegalStateException()
                .isThrownBy(() -> ring.leave(1, scheduledContext(1)))
                .withMessageContaining("2 jobs queued");
    }

    @Test
    void anEntityThatCameBackGoesOnWhereItWas() {
        join(1, Priority.NORMAL);
        push(job(1, 1));
        pickAll();
        ring.leave(1, scheduledContext(1));
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        push(job(1, 7), job(2, 1, scheduled(1, 7)));
        assertThat(pickAll()).containsExactly("1:7", "2:1");
    }

    @Test
    void joiningAgainChangesNothing() {
        join(1, Priority.NORMAL);
        join(2, Priority.HIGH);
        push(job(1, 1));
        join(1, Priority.KERNEL);
        push(job(2, 1));
        assertThat(pickAll()).containsExactly("2:1", "1:1");
    }

    @Test
    void aFactAboutAnEntityThatHasNotJoinedIsABrokenRule() {
        Fact.JobQueued queued = new Fact.JobQueued(1, RING, finished(4, 1), 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> ring.apply(queued, job(4, 1), 1, 1))
                .withMessageContaining("entity 4 has not joined ring 2");
    }

    @Test
    void reportsWhatIsQueuedAndWhatWaitsInTheOrderInWhichItHappens() {
        join(1, Priority.NORMAL);
        join(2, Priority.NORMAL);
        ring.push(member(1), List.of(job(1, 1, scheduled(2, 1))), 5);
        ring.push(member(1), List.of(job(1, 2)), 6);
        now = 6;
        pick();
        ring.push(member(2), List.of(job(2, 1)), 7);
        assertThat(facts)
                .containsExactly(
                        new Fact.JobQueued(5, RING, finished(1, 1), 1),
                        new Fact.JobQueued(6, RING, finished(1, 2), 2),
                        new Fact.JobBlocked(7, RING, finished(1, 1), scheduled(2, 1)),
                        new Fact.JobQueued(7, RING, finished(2, 1), 1));
    }

    private RunEntity member(int entity) {
        return Objects.requireNonNull(ring.find(entity));
    }

    private List<ArmedJob> killed(int entity) {
        List<ArmedJob> jobs = ring.kill(member(entity));
        jobs.forEach(job -> ring.over(member(entity), job.seqno()));
        return jobs;
    }

    private @Nullable ArmedJob pick() {
        RunEntity picked = ring.select();
        while (picked != null && ring.block(picked, ++now) != null) {
            picked = ring.select();
        }
        return picked == null ? null : ring.take(picked);
    }

    private RingScheduler<RunEntity> ring(int credits, Policies policy) {
        return new RingScheduler<>(RING, credits, policy, signalled::contains, facts::add);
    }

    private void join(int entity, Priority priority) {
        ring.join(new RunEntity(entity, scheduledContext(entity), priority));
    }

    /** Pushes each job at a time of its own, waiting for nothing outside the ring. */
    private void push(ArmedJob... jobs) {
        for (ArmedJob job : jobs) {
            ring.push(member(job.entity()), List.of(job), ++now);
        }
    }

    /** What a waiting job needs has signalled. */
    private void signal(ArmedJob waiting) {
        FenceId fence = waiting.needs().get(0).fence();
        signalled.add(fence);
        ring.wake(member(waiting.entity()), fence);
    }

    private ArmedJob picked() {
        ArmedJob job = pick();
        if (job == null) {
            throw new AssertionError("nothing may run");
        }
        return job;
    }

    private List<String> pickAll() {
        List<String> picked = new ArrayList<>();
        for (ArmedJob job = pick(); job != null; job = pick()) {
            picked.add(name(job));
        }
        return picked;
    }

    private List<String> blocked() {
        return facts.stream()
                .filter(Fact.JobBlocked.class::isInstance)
                .map(Fact.JobBlocked.class::cast)
                .map(fact -> fact.fence() + " for " + fact.dependency())
                .toList();
    }

    private static String blocked(int entity, long seqno, FenceId dependency) {
        return finished(entity, seqno) + " for " + dependency;
    }

    private static String name(ArmedJob job) {
        return job.entity() + ":" + job.seqno();
    }
}
