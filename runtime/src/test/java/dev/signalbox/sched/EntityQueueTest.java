package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntityQueueTest {
    private static final int ENTITY = 4;
    private static final long CONTEXT = 21;
    private final Refusal refusal = new Refusal(Errno.ENOENT, "buffer 9 does not exist", "create it");

    private final List<Fact> facts = new ArrayList<>();
    private final Neighbours world = new Neighbours();
    private final Recorder out = new Recorder();
    private EntityQueue queue = queue(List.of(0, 1, 2), Map.of());

    @Test
    @ConformanceRow(value = "SCH-26", says = "Arming gives a job the next point of both contexts of its entity.")
    void armsInOrderAndPromisesThePointsOfItsTwoContextsFrom1() {
        queue.take(draft(1));
        queue.take(draft(2));
        queue.take(draft(3));
        List<ArmedJob> jobs = queue.advance(10, out);
        assertThat(jobs).extracting(ArmedJob::finished).containsExactly(finished(1), finished(2), finished(3));
        assertThat(jobs).extracting(job -> job.work().nanos()).containsExactly(1L, 2L, 3L);
        assertThat(jobs).extracting(ArmedJob::entity).containsOnly(ENTITY);
        assertThat(queue.scheduled().context()).isEqualTo(CONTEXT);
        assertThat(queue.finished().context()).isEqualTo(CONTEXT + 1);
        assertThat(queue.armedThrough()).isEqualTo(3);
        assertThat(queue.hasDrafts()).isFalse();
    }

    @Test
    void aDraftIsArmedOnce() {
        queue.take(draft(1));
        assertThat(queue.armedThrough()).isZero();
        assertThat(queue.hasDrafts()).isTrue();
        assertThat(queue.advance(10, out)).hasSize(1);
        assertThat(queue.advance(11, out)).isEmpty();
    }

    @Test
    void fencesOfTheEntityItselfAreNotWaitedFor() {
        List<FenceId> own = List.of(finished(1), new FenceId(CONTEXT, 1));
        queue.take(draft(1));
        queue.take(draft(own));
        assertThat(queue.advance(10, out).get(1).needs()).isNotEmpty().allMatch(Need::isOwn);
        assertThat(out.watched).isEmpty();
    }

    @Test
    void fencesThatHaveSignalledAreNotWaitedFor() {
        world.signalled.add(new FenceId(50, 3));
        queue.take(draft(List.of(new FenceId(50, 3))));
        assertThat(queue.advance(10, out).get(0).needs()).isEmpty();
        assertThat(out.watched).isEmpty();
    }

    @Test
    @ConformanceRow(
            value = "SCH-34",
            says = "A dependency on a job of the same ring is met when that job is given to the ring.")
    void aFenceOfAJobOfTheSameRingIsLeftToTheRingAsThatJobsScheduledFence() {
        world.scheduledOnRing.put(32L, 31L);
        queue.take(draft(List.of(new FenceId(32, 5))));
        ArmedJob job = queue.advance(10, out).get(0);
        assertThat(job.needs()).containsExactly(new Need(new FenceId(32, 5), 31));
        assertThat(out.watched).isEmpty();
    }

    @Test
    void theRingThatCountsIsTheOneThatWasChosen() {
        world.scores.putAll(Map.of(0, 5L, 1, 5L, 2, 1L));
        queue.take(draft(List.of(new FenceId(32, 5))));
        queue.advance(10, out);
        assertThat(world.askedRings).containsExactly(2);
    }

    @Test
    void fencesOfOthersAreLeftToTheRingWhichAsksTheirOwners() {
        queue.take(draft(List.of(new FenceId(40, 2), new FenceId(50, 1))));
        queue.take(draft(2));
        List<ArmedJob> jobs = queue.advance(10, out);
        assertThat(jobs).hasSize(2);
        assertThat(jobs.get(0).needs())
                .containsExactly(new Need(new FenceId(40, 2), 0), new Need(new FenceId(50, 1), 0));
        assertThat(out.watched).isEmpty();
    }

    @Test
    void anIdleEntityTakesTheLeastLoadedRingAndAmongEqualsTheFirst() {
        world.scores.putAll(Map.of(0, 3L, 1, 2L, 2, 2L));
        assertThat(queue.ring()).isEqualTo(-1);
        queue.take(draft(1));
        queue.advance(10, out);
        assertThat(queue.ring()).isEqualTo(1);
        assertThat(out.moves).containsExactly("-1 -> 1");
    }

    @Test
    void anEntityWithUnfinishedJobsStaysOnItsRing() {
        runOn(1);
        world.scores.putAll(Map.of(0, 0L, 1, 99L, 2, 0L));
        queue.take(draft(2));
        assertThat(queue.advance(11, out)).hasSize(1);
        assertThat(queue.ring()).isEqualTo(1);
        queue.over(1, null);
        queue.take(draft(3));
        queue.advance(12, out);
        assertThat(queue.ring()).isEqualTo(1);
        assertThat(out.moves).containsExactly("-1 -> 1");
    }

    @Test
    void anEntityWhoseJobsAreAllOverMayMove() {
        runOn(1);
        queue.over(1, Errno.EIO);
        world.scores.putAll(Map.of(0, 0L, 1, 99L, 2, 0L));
        queue.take(draft(2));
        queue.take(draft(3));
        queue.advance(12, out);
        assertThat(out.moves).containsExactly("-1 -> 1", "1 -> 0");
    }

    @Test
    void aRefusedPlaceCountsAsOverAndThoseBehindItGoOn() {
        queue.takeRefused(refusal, 5);
        assertThat(queue.finished().error(1)).isEqualTo(Errno.ENOENT);
        assertThat(queue.scheduled().isSignalled(1)).isTrue();
        assertThat(queue.scheduled().error(1)).isNull();
        assertThat(queue.armedThrough()).isEqualTo(1);
        assertThat(queue.isIdle()).isTrue();
        queue.take(draft(2));
        assertThat(queue.advance(10, out)).extracting(ArmedJob::finished).containsExactly(finished(2));
        assertThat(queue.ring()).isZero();
    }

    @Test
    void anEntityWhoseLastPlaceWasRefusedMayMove() {
        runOn(1);
        queue.over(1, null);
        queue.takeRefused(refusal, 5);
        world.scores.putAll(Map.of(0, 0L, 1, 99L, 2, 0L));
        queue.take(draft(3));
        queue.advance(12, out);
        assertThat(queue.ring()).isZero();
    }

    @Test
    void aPlaceThatIsRefusedWhileJobsRunDoesNotLetTheNextJobOvertakeThem() {
        runOn(1);
        queue.takeRefused(refusal, 5);
        world.scores.putAll(Map.of(0, 0L, 1, 99L, 2, 0L));
        queue.take(draft(3));
        queue.advance(12, out);
        assertThat(queue.ring()).isEqualTo(1);
        assertThat(queue.finished().floor()).isZero();
        queue.over(1, null);
        assertThat(queue.finished().floor()).isEqualTo(2);
    }

    @Test
    void isIdleWhenEverythingThatWasTakenIsOver() {
        assertThat(queue.isIdle()).isTrue();
        runOn(1);
        assertThat(queue.isIdle()).isFalse();
        queue.scheduledThrough(1);
        assertThat(queue.scheduled().floor()).isEqualTo(1);
        assertThat(queue.isIdle()).isFalse();
        queue.over(1, null);
        assertThat(queue.isIdle()).isTrue();
    }

    @Test
    void aJobThatIsOverHasAlsoBeenScheduledAndOnlyItsFinishedFenceCarriesTheError() {
        queue.take(draft(1));
        queue.advance(10, out);
        queue.over(1, Errno.ESRCH);
        assertThat(queue.scheduled().isSignalled(1)).isTrue();
        assertThat(queue.scheduled().error(1)).isNull();
        assertThat(queue.finished().error(1)).isEqualTo(Errno.ESRCH);
    }

    @Test
    void aBondedJobWaitsUntilItIsKnownWhereItsMasterRunsAndThenUsesASibling() {
        queue = queue(List.of(1, 2), Map.of(0, Set.of(2)));
        FenceId master = new FenceId(40, 1);
        queue.take(bonded(master));
        queue.take(draft(2));
        assertThat(queue.advance(10, out)).isEmpty();
        assertThat(queue.advance(11, out)).isEmpty();
        assertThat(out.watched).containsExactly(master);
        queue.heard(40, 0, List.of(), 0);
        assertThat(queue.advance(12, out)).isEmpty();
        world.signalled.add(master);
        queue.heard(40, 1, List.of(), 0);
        assertThat(queue.advance(13, out)).extracting(ArmedJob::seqno).containsExactly(1L, 2L);
        assertThat(queue.ring()).isEqualTo(2);
    }

    @Test
    void aBondedJobMayUseAnyRingWhenItsMasterRanWhereNoBondIsOrNobodyKnows() {
        for (int masterRing : new int[] {7, -1}) {
            queue = queue(List.of(1, 2), Map.of(0, Set.of(2)));
            queue.take(bonded(new FenceId(40, 1)));
            queue.advance(10, out);
            queue.heard(40, 0, List.of(1L), masterRing);
            assertThat(queue.advance(11, out)).hasSize(1);
            assertThat(queue.ring()).isEqualTo(1);
        }
    }

    @Test
    void aBondedJobWaitsForTheJobsBeforeItWhenTheyRunOutsideTheBond() {
        queue = queue(List.of(1, 2), Map.of(0, Set.of(2)));
        runOn(1);
        queue.take(bonded(new FenceId(40, 1)));
        queue.advance(10, out);
        queue.heard(40, 1, List.of(), 0);
        assertThat(queue.advance(11, out)).isEmpty();
        queue.over(1, null);
        assertThat(queue.advance(12, out)).hasSize(1);
        assertThat(out.moves).containsExactly("-1 -> 1", "1 -> 2");
    }

    @Test
    void withoutBondsNothingIsAskedAboutTheJobItStartsWith() {
        queue.take(bonded(new FenceId(40, 1)));
        assertThat(queue.advance(10, out)).hasSize(1);
        assertThat(out.watched).isEmpty();
    }

    @Test
    void theWorkOfADraftCanBeTakenAndItsPlaceStays() {
        queue = queue(List.of(1), Map.of(0, Set.of(1)));
        queue.take(bonded(new FenceId(40, 1)));
        queue.take(draft(2));
        queue.take(draft(3));
        assertThat(queue.endDrafted(2)).isTrue();
        assertThat(queue.endDrafted(4))
                .as("on its way through the memory manager")
                .isTrue();
        queue.take(draft(4));
        queue.heard(40, 1, List.of(), -1);
        queue.advance(10, out);
        queue.heard(40, 1, List.of(), -1);
        assertThat(queue.advance(11, out)).extracting(job -> job.work().nanos()).containsExactly(7L, 0L, 3L, 0L);
        assertThat(queue.endDrafted(2)).isFalse();
    }

    @Test
    void droppingEndsWhatIsNotArmedAndNothingElse() {
        queue = queue(List.of(1), Map.of(0, Set.of(1)));
        queue.take(draft(1));
        queue.advance(5, out);
        queue.take(bonded(new FenceId(40, 1)));
        queue.take(draft(3));
        facts.clear();
        assertThat(queue.dropDrafts(Errno.ECANCELED, 9)).containsExactly(2L, 3L);
        assertThat(facts)
                .containsExactly(
                        new Fact.JobFinished(9, ENTITY, finished(2), -1, Errno.ECANCELED),
                        new Fact.JobFinished(9, ENTITY, finished(3), -1, Errno.ECANCELED));
        assertThat(queue.finished().isSignalled(1)).isFalse();
        assertThat(queue.finished().isSignalled(3)).isTrue();
        queue.over(1, null);
        assertThat(queue.finished().error(3)).isEqualTo(Errno.ECANCELED);
        assertThat(queue.hasDrafts()).isFalse();
        assertThat(queue.advance(10, out)).isEmpty();
        assertThat(queue.dropDrafts(Errno.ECANCELED, 10)).isEmpty();
        queue.over(1, null);
        assertThat(queue.isIdle()).isTrue();
    }

    @Test
    void abandoningEndsAllThatIsNotOverAndLeavesNothingToWaitFor() {
        queue = queue(List.of(1), Map.of(0, Set.of(1)));
        queue.take(draft(1));
        queue.take(draft(List.of(new FenceId(60, 1))));
        queue.take(draft(3));
        queue.advance(5, out);
        queue.over(1, null);
        queue.takeRefused(refusal, 6);
        queue.take(bonded(new FenceId(40, 1)));
        facts.clear();
        queue.abandon(Errno.ENODEV, 9, 0);
        assertThat(facts).extracting(Fact::time).containsOnly(9L);
        assertThat(facts).hasSize(3);
        assertThat(queue.finished().floor()).isEqualTo(5);
        assertThat(queue.finished().error(1)).isNull();
        assertThat(queue.finished().error(2)).isEqualTo(Errno.ENODEV);
        assertThat(queue.finished().error(4)).isEqualTo(Errno.ENOENT);
        assertThat(queue.finished().error(5)).isEqualTo(Errno.ENODEV);
        assertThat(queue.isIdle()).isTrue();
        queue.heard(60, 1, List.of(), -1);
        queue.abandon(Errno.ENODEV, 10, 0);
        assertThat(facts).hasSize(3);
    }

    @Test
    void signalsFencesWhenTheirJobsEndInWhateverOrder() {
        queue.take(draft(1));
        queue.takeRefused(refusal, 5);
        queue.take(draft(3));
        queue.advance(6, out);
        queue.over(3, Errno.ESRCH);
        assertThat(queue.finished().floor()).isZero();
        assertThat(queue.finished().pointsAboveFloor())
                .as("what was refused waits for what is before it")
                .containsExactly(3L);
        queue.over(1, null);
        assertThat(queue.finished().floor()).isEqualTo(3);
        assertThat(queue.finished().error(2)).isEqualTo(Errno.ENOENT);
        assertThat(queue.finished().error(3)).isEqualTo(Errno.ESRCH);
    }

    @Test
    void reportsTheWholeAcceptedInputAndRefusalsInTheOrderOfThePlaces() {
        Access access = new Access(3, true);
        FenceId dependency = new FenceId(40, 1);
        JobDraft draft = new JobDraft(Work.nanos(8), 2, List.of(dependency), List.of(), List.of(access), 99);
        queue.take(draft);
        queue.advance(5, out);
        queue.takeRefused(refusal, 6);
        queue.take(draft(3));
        queue.advance(7, out);
        assertThat(facts)
                .containsExactly(
                        new Fact.JobAccepted(
                                5, ENTITY, finished(1), 99, Work.nanos(8), 2, List.of(dependency), List.of(access)),
                        new Fact.JobRefused(6, ENTITY, finished(2), Errno.ENOENT, "buffer 9 does not exist"),
                        new Fact.JobAccepted(7, ENTITY, finished(3), 0, Work.nanos(3), 1, List.of(), List.of()));
    }

    @Test
    @ConformanceRow(value = "SCH-80", says = "Killing a queue leaves what is on the hardware alone.")
    void aKilledQueueArmsNothingAndEndsWhatComesBackWhenAllThatItNeedsHasSignalled() {
        FenceId needed = new FenceId(50, 3);
        queue.take(draft(1));
        queue.take(draft(List.of(new FenceId(40, 1))));
        List<ArmedJob> armed = queue.advance(5, out);
        queue.kill(6);
        queue.take(draft(List.of(needed)));
        assertThat(queue.isKilled()).isTrue();
        assertThat(queue.advance(7, out)).isEmpty();
        assertThat(queue.endKilled(7, out)).as("nothing has come back").isEmpty();
        queue.drained(1, armed.subList(1, 2));
        queue.drained(0, armed);
        out.watched.clear();
        facts.clear();
        assertThat(queue.endKilled(8, out)).as("the first one runs").isEmpty();
        queue.over(1, null);
        assertThat(queue.endKilled(9, out)).isEmpty();
        assertThat(out.watched).containsExactly(new FenceId(41, 1));
        queue.heard(41, 1, List.of(), -1);
        assertThat(queue.endKilled(10, out)).containsExactly(2L);
        assertThat(queue.drafts()).isEqualTo(1);
        world.signalled.add(new FenceId(51, 3));
        queue.heard(51, 3, List.of(), -1);
        assertThat(queue.endKilled(11, out)).containsExactly(3L);
        assertThat(facts)
                .containsExactly(
                        new Fact.JobFinished(10, ENTITY, finished(2), -1, Errno.ESRCH),
                        new Fact.JobFinished(11, ENTITY, finished(3), -1, Errno.ESRCH));
        assertThat(queue.isIdle()).isTrue();
    }

    @Test
    @ConformanceRow(value = "SCH-60", says = "Other engines count when a job finds the queue idle.")
    void otherRingsCountFromTheNextJobOnThatFindsItIdle() {
        queue = queue(List.of(1), Map.of());
        queue.take(draft(1));
        queue.advance(5, out);
        queue.rings(List.of(2));
        queue.take(draft(1));
        assertThat(queue.advance(6, out)).hasSize(1);
        assertThat(queue.ring()).isEqualTo(1);
        queue.over(1, 2, null);
        queue.stay(true);
        queue.take(draft(1));
        assertThat(queue.advance(7, out)).as("it is not known how it stands").isEmpty();
        queue.stay(false);
        assertThat(queue.advance(8, out)).hasSize(1);
        assertThat(queue.ring()).isEqualTo(2);
        assertThat(out.moves).containsExactly("-1 -> 1", "1 -> 2");
    }

    @Test
    void jobsCarryThePriorityThatTheirEntityHasWhenTheyAreArmed() {
        queue.take(draft(1));
        assertThat(queue.advance(5, out).get(0).priority()).isEqualTo(Priority.NORMAL);
        queue.priority(Priority.KERNEL);
        queue.take(draft(1));
        assertThat(queue.advance(6, out).get(0).priority()).isEqualTo(Priority.KERNEL);
    }

    private EntityQueue queue(List<Integer> rings, Map<Integer, Set<Integer>> bonds) {
        return new EntityQueue(ENTITY, CONTEXT, Priority.NORMAL, rings, bonds, world, facts::add);
    }

    /** Takes and arms one job while that ring is the least loaded one. */
    private void runOn(int ring) {
        world.scores.putAll(Map.of(0, 9L, 1, 9L, 2, 9L));
        world.scores.put(ring, 0L);
        queue.take(draft(1));
        assertThat(queue.advance(1, out)).hasSize(1);
        assertThat(queue.ring()).isEqualTo(ring);
    }

    private static JobDraft draft(long nanos) {
        return new JobDraft(Work.nanos(nanos), 1, List.of(), List.of(), List.of(), 0);
    }

    private static JobDraft draft(List<FenceId> dependencies) {
        return new JobDraft(Work.nanos(7), 1, dependencies, List.of(), List.of(), 0);
    }

    private static JobDraft bonded(FenceId master) {
        return new JobDraft(Work.nanos(7), 1, List.of(master), List.of(master), List.of(), 0);
    }

    private static FenceId finished(long seqno) {
        return new FenceId(CONTEXT + 1, seqno);
    }

    private static final class Neighbours implements EntityQueue.World {
        @Override
        public FenceId finishedOf(FenceId fence) {
            return new FenceId(fence.context() | 1, fence.seqno());
        }

        private final Set<FenceId> signalled = new LinkedHashSet<>();
        private final Map<Long, Long> scheduledOnRing = new TreeMap<>();
        private final Map<Integer, Long> scores = new TreeMap<>();
        private final Set<Integer> askedRings = new LinkedHashSet<>();

        @Override
        public boolean isSignalled(FenceId fence) {
            return signalled.contains(fence);
        }

        @Override
        public long scheduledContextOn(int ring, long context) {
            askedRings.add(ring);
            return scheduledOnRing.getOrDefault(context, 0L);
        }

        @Override
        public long score(int ring) {
            return scores.getOrDefault(ring, 0L);
        }
    }

    private static final class Recorder implements EntityQueue.Out {
        private final List<FenceId> watched = new ArrayList<>();
        private final List<String> moves = new ArrayList<>();

        @Override
        public void watch(List<FenceId> fences) {
            watched.addAll(fences);
        }

        @Override
        public void move(int from, int to) {
            moves.add(from + " -> " + to);
        }
    }
}
