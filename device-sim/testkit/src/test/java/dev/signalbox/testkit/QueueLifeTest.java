package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a program can do to a queue that lives. Each story is told twice per seed, and has to be the same. */
class QueueLifeTest {
    private static final int SEEDS = 10;

    private static Job micros(long micros) {
        return Job.of(Work.micros(micros));
    }

    private static void twice(Consumer<LabRun> steps) {
        Seeds.first(SEEDS).forEach(seed -> {
            assertThat(facts(seed, steps)).as("seed %d", seed).isEqualTo(facts(seed, steps));
        });
    }

    private static List<Fact> facts(long seed, Consumer<LabRun> steps) {
        List<Fact> facts = new ArrayList<>();
        LabRun.check(seed, run -> {
            steps.accept(run);
            facts.addAll(run.facts().all());
        });
        return facts;
    }

    private static void ends(LabRun run, Submission submission, @Nullable Errno error) {
        assertThat(run.await(submission.finished().signalled()))
                .as("seed %d", run.seed())
                .isEqualTo(Optional.ofNullable(error));
    }

    /** Runs what is due now. */
    private static void settle(LabRun run) {
        boolean more = true;
        while (more) {
            more = run.lab().stepNow();
        }
    }

    private static void refuses(Errno errno, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errno()).isEqualTo(errno));
    }

    @Test
    @ConformanceRow(value = "SCH-80", says = "Killing a queue leaves what is on the hardware alone.")
    @ConformanceRow(value = "SCH-81", says = "A killed queue takes no more jobs.")
    void aKilledQueueLeavesTheHardwareAloneAndTakesNothingMore() {
        twice(run -> {
            Queue queue = run.client("one").queue("RCS");
            Submission running = queue.submit(micros(10));
            Submission onRing = queue.submit(micros(10));
            Submission queued = queue.submit(micros(10));
            settle(run);
            queue.kill();
            queue.kill();
            ends(run, queued, Errno.ESRCH);
            assertThat(run.lab().virtualNanos()).isEqualTo(20_000);
            ends(run, running, null);
            ends(run, onRing, null);
            refuses(Errno.ESRCH, () -> queue.submit(micros(1)));
            run.checkFold();
        });
    }

    @Test
    void killedJobsEndInTheirOrderWhenAllThatTheyNeedHasSignalled() {
        twice(run -> {
            Client client = run.client("one");
            SoftwareTimeline first = client.timeline("first");
            SoftwareTimeline second = client.timeline("second");
            Queue queue = client.queue("RCS");
            Submission waits = queue.submit(micros(10).after(first.fence()).after(second.fence()));
            Submission behind = queue.submit(micros(10));
            Submission other = client.queue("BCS").submit(micros(5).after(behind));
            run.runUntilIdle();
            queue.kill();
            run.checkFold();
            assertThat(behind.finished().isSignalled()).isFalse();
            second.signalAll();
            run.runUntilIdle();
            assertThat(waits.finished().isSignalled()).isFalse();
            first.signalAll();
            ends(run, waits, Errno.ESRCH);
            ends(run, behind, Errno.ESRCH);
            ends(run, other, null);
        });
    }

    @Test
    void jobsOfTheSameRingGoOnWhenAKilledJobThatTheyNeedIsOver() {
        twice(run -> {
            Client client = run.client("one");
            SoftwareTimeline never = client.timeline("never");
            Queue doomed = client.queue("RCS");
            Submission killed = doomed.submit(micros(10).after(never.fence()));
            Submission dependent = client.queue("RCS").submit(micros(10).after(killed));
            run.runUntilIdle();
            doomed.kill();
            run.runUntilIdle();
            assertThat(dependent.finished().isSignalled()).isFalse();
            never.signalAll();
            ends(run, killed, Errno.ESRCH);
            ends(run, dependent, null);
        });
    }

    @Test
    void aBalancedQueueIsKilledLikeOthers() {
        twice(run -> {
            Client client = run.client("one");
            SoftwareTimeline never = client.timeline("never");
            Queue queue = client.queue(QueueOptions.on("VCS1", "VCS2"));
            Submission killed = queue.submit(micros(10).after(never.fence()));
            run.runUntilIdle();
            queue.kill();
            settle(run);
            never.signalAll();
            ends(run, killed, Errno.ESRCH);
        });
    }

    @Test
    void abortKillsAQueueThatWasKilledBefore() {
        twice(run -> {
            Client client = run.client("one");
            Queue queue = client.queue("RCS");
            Submission running = queue.submit(Job.of(Work.endless()));
            Submission second = queue.submit(micros(1));
            Submission queued = queue.submit(micros(1));
            run.runUntilIdle();
            queue.kill();
            run.await(client.close(Closing.abort()));
            ends(run, running, Errno.ECANCELED);
            ends(run, second, Errno.ECANCELED);
            ends(run, queued, Errno.ESRCH);
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-56",
            says = "Another priority changes what future time counts; queued jobs keep their order.")
    void aQueueHasAnotherPriority() {
        twice(run -> {
            Queue queue = run.client("one").queue("RCS");
            queue.submit(micros(10));
            queue.priority(Priority.HIGH);
            queue.submit(micros(10));
            run.checkFold();
            assertThat(run.facts().of(EntityFact.PriorityChanged.class))
                    .containsExactly(new EntityFact.PriorityChanged(0, 1, Priority.HIGH));
        });
    }

    @Test
    @ConformanceRow(value = "SCH-14", says = "A queue goes from engine to engine, and all of its jobs end.")
    @ConformanceRow(value = "SCH-60", says = "Other engines count when a job finds the queue idle.")
    void aQueueGoesToOtherEnginesWhenAJobFindsItIdle() {
        twice(run -> {
            Queue queue = run.client("one").queue("RCS");
            queue.submit(micros(10));
            settle(run);
            queue.engines("BCS");
            queue.submit(micros(10));
            run.runUntilIdle();
            Submission moved = queue.submit(micros(10));
            ends(run, moved, null);
            run.checkFold();
            queue.engines("VCS1", "VCS2");
            ends(run, queue.submit(micros(1)), null);
            queue.engines("RCS");
            ends(run, queue.submit(micros(1)), null);
            run.checkFold();
            assertThat(run.facts().stream(Fact.JobRan.class).map(Fact.JobRan::ring))
                    .containsExactly(0, 0, 1, 2, 0);
        });
    }

    @Test
    void whoCountsOnARingThatAQueueHasLeftHearsOfItsJobsAllTheSame() {
        twice(run -> {
            Client client = run.client("one");
            Queue queue = client.queue("RCS");
            SoftwareTimeline gate = client.timeline("gate");
            Submission first = queue.submit(micros(10).writes(client.buffer(1)));
            Submission dependent =
                    client.queue("RCS").submit(micros(10).after(first).after(gate.fence()));
            queue.engines("BCS");
            gate.signalAll();
            ends(run, dependent, null);
            ends(run, first, null);
        });
    }

    @Test
    @ConformanceRow(value = "SCH-83", says = "A flush waits no longer than it may, and says how much time is left.")
    void aFlushWaitsUntilNothingIsQueuedAndSaysWhatIsLeft() {
        twice(run -> {
            Queue queue = run.client("one").queue("RCS");
            assertThat(run.await(queue.flush(Duration.ofMillis(1)))).isEqualTo(Duration.ofMillis(1));
            queue.submit(List.of(micros(10), micros(10), micros(10)));
            CompletionStage<Duration> tooShort = queue.flush(Duration.ofNanos(4_000));
            assertThat(run.await(queue.flush(Duration.ofMillis(1)))).isEqualTo(Duration.ofNanos(990_000));
            assertThat(run.await(tooShort)).isEqualTo(Duration.ZERO);
            run.runUntilIdle();
        });
    }

    @Test
    void aFlushEndsWhenItsQueueIsKilled() {
        twice(run -> {
            Client client = run.client("one");
            SoftwareTimeline never = client.timeline("never");
            Queue queue = client.queue("RCS");
            queue.submit(micros(10).after(never.fence()));
            CompletionStage<Duration> flushed = queue.flush(Duration.ofMillis(1));
            queue.kill();
            assertThat(run.await(flushed)).isEqualTo(Duration.ZERO);
            assertThat(run.lab().virtualNanos()).isZero();
            assertThat(run.await(queue.flush(Duration.ofMillis(1)))).isEqualTo(Duration.ofMillis(1));
        });
    }

    @Test
    void destroyingAQueueLetsItsJobsGoOnForASecondAtMost() {
        twice(run -> {
            Client client = run.client("one");
            Queue done = client.queue("RCS");
            Submission job = done.submit(micros(10));
            run.await(done.destroy());
            ends(run, job, null);
            refuses(Errno.ESRCH, () -> done.submit(micros(1)));
            Queue stuck = client.queue("RCS");
            SoftwareTimeline never = client.timeline("never");
            Submission waits = stuck.submit(micros(10).after(never.fence()));
            long before = run.lab().virtualNanos();
            run.await(stuck.destroy());
            assertThat(run.lab().virtualNanos() - before)
                    .isEqualTo(Duration.ofSeconds(1).toNanos());
            never.signalAll();
            ends(run, waits, Errno.ESRCH);
        });
    }

    @Test
    @ConformanceRow(value = "SCH-85", says = "A queue tells the error of the last job that was given to a ring.")
    void aQueueTellsWhatItsLastJobHasEndedWith() {
        twice(run -> {
            Queue queue = run.client("one").queue("RCS");
            assertThat(run.await(queue.error())).isEmpty();
            Submission bad = queue.submit(Job.of(Work.micros(5).failing(Errno.EIO)));
            ends(run, bad, Errno.EIO);
            assertThat(run.await(queue.error())).contains(Errno.EIO);
            ends(run, queue.submit(micros(5)), null);
            assertThat(run.await(queue.error())).isEmpty();
        });
    }

    @Test
    void onlyAQueueThatTracksGuiltCanBeBanned() {
        twice(run -> {
            Client client = run.client("one");
            Queue free = client.queue(QueueOptions.on("RCS").tracksGuilt(false));
            refuses(Errno.EINVAL, free::ban);
            client.queue("RCS");
            client.ban();
            client.queue("BCS");
            run.checkFold();
            assertThat(run.facts().stream(EntityFact.EntityBanned.class).map(EntityFact::entity))
                    .containsExactlyInAnyOrder(2, 3);
        });
    }

    @Test
    @SignalboxTest(config = "signalbox.ring.entities = 2")
    void anEngineTakesOnlySoManyQueues(LabRun run) {
        Client client = run.client("one");
        Queue queue = client.queue("RCS");
        client.queue(QueueOptions.on("BCS", "RCS"));
        refuses(Errno.ENOSPC, () -> client.queue(QueueOptions.on("BCS", "RCS")));
        client.queue("BCS");
        refuses(Errno.ENOSPC, () -> queue.engines("BCS"));
        queue.engines("VCS1");
        run.runUntilIdle();
        client.queue("RCS");
        run.await(client.close(Closing.drain()));
        Client next = run.client("two");
        next.queue("RCS");
        next.queue("RCS");
        refuses(Errno.ENOSPC, () -> next.queue("RCS"));
    }

    @Test
    @SignalboxTest(config = "signalbox.queue.dependencies = 2")
    void aJobWaitsForOnlySoManyFences(LabRun run) {
        Client client = run.client("one");
        Submission one = client.queue("RCS").submit(micros(1).writes(client.buffer(1)));
        Submission two = client.queue("BCS").submit(micros(1));
        Submission three = client.queue("VCS1").submit(micros(1));
        Queue queue = client.queue("VCS2");
        refuses(Errno.E2BIG, () -> queue.submit(micros(1).after(one).after(two).after(three)));
        assertThat(queue.stats().submitted()).isZero();
        Job implied = micros(1).after(two).after(three);
        Buffer buffer = client.buffer(1);
        client.queue("VECS").submit(micros(5).writes(buffer));
        Submission refused = queue.submit(implied.reads(buffer));
        ends(run, refused, Errno.E2BIG);
        ends(run, queue.submit(micros(1).after(one).after(two)), null);
    }
}
