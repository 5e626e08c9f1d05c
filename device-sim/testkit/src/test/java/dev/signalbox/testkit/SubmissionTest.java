package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueStats;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a program sees when it submits jobs: through the public API only, in the lab. */
@SignalboxTest
class SubmissionTest {
    private static final int SEEDS = 20;

    private static Job micros(long micros) {
        return Job.of(Work.micros(micros));
    }

    private static Refusal refusalOf(CompletableFuture<?> stage) {
        return catchThrowableOfType(Refusal.class, () -> {
            try {
                stage.join();
            } catch (java.util.concurrent.CompletionException e) {
                throw e.getCause();
            }
        });
    }

    private static void endsWith(LabRun run, Submission submission, Errno error) {
        Submission.End end = run.await(submission.ended());
        assertThat(end.error()).as("seed %d", run.seed()).contains(error);
        assertThat(run.await(submission.finished().signalled()))
                .as("seed %d", run.seed())
                .contains(error);
    }

    @Test
    void aJobIsAcceptedThenOverAndItsFenceHasSignalled(LabRun run) {
        Queue queue = run.client("one").queue("RCS");
        Submission job = queue.submit(micros(70));
        assertThat(job.finished().isSignalled()).isFalse();
        assertThat(run.await(job.accepted())).isZero();
        Submission.End end = run.await(job.ended());
        assertThat(end).isEqualTo(new Submission.End(70_000, 0, Optional.empty()));
        assertThat(job.finished().isSignalled()).isTrue();
        assertThat(queue.stats()).isEqualTo(new QueueStats(1, 1, 0));
        assertThat(run.device().engines().get(0).busyNanos()).isEqualTo(70_000);
    }

    @Test
    void aJobRunsAfterJobsOfOtherQueuesAndOtherClients() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Submission first = run.client("one").queue("RCS").submit(micros(100));
                    Client other = run.client("two");
                    Submission second = other.queue("BCS").submit(micros(50).after(first));
                    Submission third = other.queue("BCS").submit(micros(10).after(second));
                    Submission fourth =
                            other.queue("RCS").submit(micros(10).after(third).after(first));
                    assertThat(run.await(fourth.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(170_000);
                    assertThat(third.finished().isSignalled())
                            .as("seed %d", seed)
                            .isTrue();
                }));
    }

    @Test
    void aBatchOf64JobsRunsInOrderAndEndsOnce(LabRun run) {
        run.device("small");
        Queue queue = run.client("one").queue("GFX");
        List<Job> jobs =
                LongStream.range(0, 64).mapToObj(tag -> micros(2).tag(tag)).toList();
        Submission batch = queue.submit(jobs);
        assertThat(batch.jobs()).isEqualTo(64);
        assertThat(run.await(batch.ended()).time()).isEqualTo(128_000);
        assertThat(run.facts().of(Fact.JobAccepted.class))
                .extracting(Fact.JobAccepted::tag)
                .containsExactlyElementsOf(LongStream.range(0, 64).boxed().toList());
        assertThat(run.facts().of(Fact.JobFinished.class))
                .extracting(fact -> fact.fence().seqno())
                .isSorted()
                .hasSize(64);
        assertThat(batch.finished(0).id().seqno()).isEqualTo(1);
        assertThatThrownBy(() -> batch.finished(64)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @SignalboxTest(config = "signalbox.queue.capacity = 4")
    void aFullQueueRefusesAndTakesMoreAfterTheFenceItNames(LabRun run) {
        Queue queue = run.client("one").queue("RCS");
        queue.submit(List.of(micros(10), micros(10), micros(10)));
        Refusal full =
                catchThrowableOfType(Refusal.class, () -> queue.submit(List.of(micros(10), micros(10), micros(10))));
        assertThat(full.errno()).isEqualTo(Errno.EAGAIN);
        FenceId retryAfter = full.retryAfter();
        assertThat(retryAfter).isNotNull().extracting(FenceId::seqno).isEqualTo(2L);
        assertThat(queue.stats().submitted()).isEqualTo(3);
        run.await(
                queue.fence(retryAfter == null ? new FenceId(1, 1) : retryAfter).signalled());
        Submission again = queue.submit(List.of(micros(10), micros(10), micros(10)));
        assertThat(run.await(again.ended()).time()).isEqualTo(60_000);
    }

    @Test
    @SignalboxTest(config = "signalbox.queue { capacity = 8, batch-limit = 4 }")
    void badArgumentsAreRefusedAndChangeNothing(LabRun run) {
        Client client = run.client("one");
        Queue queue = client.queue("RCS");
        Buffer elsewhere = run.device("small").client("two").buffer(4096);
        List<Job> five = List.of(micros(1), micros(1), micros(1), micros(1), micros(1));
        refused(Errno.EINVAL, () -> queue.submit(List.of()));
        refused(Errno.EINVAL, () -> queue.submit(five));
        refused(Errno.EINVAL, () -> queue.submit(micros(1).writes(elsewhere)));
        refused(
                Errno.EINVAL,
                () -> queue.fence(
                        new FenceId(queue.submit(micros(1)).finished().id().context(), 9)));
        refused(Errno.EINVAL, () -> client.buffer(0));
        refused(Errno.EINVAL, () -> micros(1).credits(0));
        refused(Errno.EINVAL, () -> client.queue("GPU9"));
        refused(Errno.EINVAL, () -> client.queue());
        refused(
                Errno.EINVAL,
                () -> client.timeline("a").signal(client.timeline("b").fence()));
        assertThatThrownBy(() -> Work.nanos(-2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(queue.stats().submitted()).isEqualTo(1);
    }

    private static void refused(Errno errno, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errno()).isEqualTo(errno));
    }

    @Test
    void aDestroyedBufferRefusesTheJobAndLaterJobsOfItsQueueRun() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Queue queue = client.queue("RCS");
                    Buffer buffer = client.buffer(4096);
                    Submission before = queue.submit(micros(10).writes(buffer));
                    buffer.destroy();
                    Submission refused =
                            queue.submit(List.of(micros(10), micros(10).reads(buffer)));
                    Submission after = queue.submit(micros(10).after(refused));
                    CompletableFuture<Long> accepted = refused.accepted().toCompletableFuture();
                    Submission.End end = run.await(refused.ended());
                    assertThat(end.error()).as("seed %d", seed).contains(Errno.ENOENT);
                    assertThat(end.failed()).as("seed %d", seed).isEqualTo(2);
                    assertThat(refusalOf(accepted).errno()).as("seed %d", seed).isEqualTo(Errno.ENOENT);
                    assertThat(run.await(refused.finished(0).signalled()))
                            .as("seed %d", seed)
                            .contains(Errno.ENOENT);
                    assertThat(run.await(before.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(run.await(after.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty();
                }));
    }

    @Test
    void buffersOrderJobsOfDifferentQueuesReadsRunSideBySide() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Buffer buffer = client.buffer(4096);
                    client.queue("RCS").submit(micros(100).writes(buffer));
                    Submission left = client.queue("BCS").submit(micros(40).reads(buffer));
                    Submission right = client.queue("VECS").submit(micros(60).reads(buffer));
                    Submission last = client.queue("CCS").submit(micros(5).writes(buffer));
                    assertThat(run.await(last.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(165_000);
                    assertThat(run.await(left.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(140_000);
                    assertThat(run.await(right.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(160_000);
                }));
    }

    @Test
    void aSubmitFenceLetsAJobStartWithAnother() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    SoftwareTimeline timeline = client.timeline("go");
                    Fence go = timeline.fence();
                    Submission master = client.queue("RCS").submit(micros(500).after(go));
                    Submission follower = client.queue("BCS").submit(micros(20).startingWith(master));
                    run.runUntilIdle();
                    assertThat(follower.finished().isSignalled())
                            .as("seed %d", seed)
                            .isFalse();
                    timeline.signal(go);
                    assertThat(run.await(follower.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(20_000);
                    assertThat(run.await(master.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(500_000);
                }));
    }

    /** The master of the second follower runs until that follower ends it: it must hear of the start, not of the end. */
    @Test
    void everySubmitFenceOfAQueueIsHeardOfNotOnlyTheFirst() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Queue masters = client.queue("RCS");
                    Queue others = client.queue("RCS");
                    others.submit(micros(50));
                    Submission first = masters.submit(micros(50));
                    others.submit(micros(50));
                    Submission second = masters.submit(Job.of(Work.endless()));
                    Submission firstFollower =
                            client.queue("BCS").submit(micros(1).startingWith(first));
                    Submission secondFollower =
                            client.queue("BCS").submit(micros(1).startingWith(second));
                    run.await(firstFollower.ended());
                    run.await(secondFollower.ended());
                    second.end();
                    assertThat(run.await(second.ended()).failed())
                            .as("seed %d", seed)
                            .isZero();
                }));
    }

    @Test
    void aRefusedJobDoesNotLetItsDependentsOvertakeTheJobsBeforeIt() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Buffer gone = client.buffer(1);
                    gone.destroy();
                    Queue queue = client.queue("RCS");
                    Submission running = queue.submit(micros(1_000));
                    Submission refused = queue.submit(micros(1).writes(gone));
                    Submission after =
                            client.queue("BCS").submit(micros(1).after(running).after(refused));
                    assertThat(run.await(after.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(1_001_000);
                }));
    }

    @Test
    void aTimelineThatIsClosedJustBeforeItsClientAnswersWhoeverAsked() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    SoftwareTimeline timeline = client.timeline("go");
                    CompletionStage<Optional<Errno>> answer = timeline.fence().signalled();
                    timeline.close();
                    run.await(client.close(Closing.drain()));
                    assertThat(run.await(answer)).as("seed %d", seed).contains(Errno.ENOENT);
                }));
    }

    @Test
    void aJobThatAsksForMoreCreditsThanThereAreHasTheRingToItself() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Queue queue = run.client("one").queue("RCS");
                    queue.submit(List.of(micros(10), micros(10)));
                    Submission big = queue.submit(micros(10).credits(99));
                    Submission last = queue.submit(micros(10));
                    assertThat(run.await(last.ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(40_000);
                    Fact.JobRan ran = run.facts().stream(Fact.JobRan.class)
                            .filter(fact -> fact.fence().equals(big.finished().id()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(ran.time()).as("seed %d", seed).isEqualTo(20_000);
                    assertThat(ran.creditsInFlight()).as("seed %d", seed).isEqualTo(2);
                }));
    }

    @Test
    void anEndlessJobEndsWhenItIsToldToWhereverItIs() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    SoftwareTimeline timeline = client.timeline("go");
                    Fence go = timeline.fence();
                    Queue queue = client.queue("RCS");
                    Submission running = queue.submit(Job.of(Work.endless()));
                    Submission onRing = queue.submit(Job.of(Work.endless()));
                    Submission blocked =
                            client.queue("BCS").submit(Job.of(Work.endless()).after(go));
                    Submission unprepared =
                            client.queue("VECS").submit(Job.of(Work.endless()).writes(client.buffer(1)));
                    unprepared.end();
                    run.runUntilIdle();
                    assertThat(unprepared.finished().isSignalled())
                            .as("seed %d", seed)
                            .isTrue();
                    onRing.end();
                    blocked.end();
                    run.runUntilIdle();
                    assertThat(onRing.finished().isSignalled())
                            .as("seed %d", seed)
                            .isFalse();
                    running.end();
                    timeline.signalAll();
                    for (Submission job : List.of(running, onRing, blocked, unprepared)) {
                        assertThat(run.await(job.ended()).error())
                                .as("seed %d", seed)
                                .isEmpty();
                    }
                    running.end();
                }));
    }

    @Test
    void aClosedTimelineEndsItsFencesWithENOENTAndDependentsRun() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    SoftwareTimeline timeline = client.timeline("go");
                    Fence reached = timeline.fence();
                    Fence pending = timeline.fence();
                    Submission dependent = client.queue("RCS").submit(micros(10).after(pending));
                    timeline.signal(reached);
                    timeline.close();
                    refused(Errno.ESHUTDOWN, timeline::fence);
                    assertThat(run.await(reached.signalled()))
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(run.await(pending.signalled()))
                            .as("seed %d", seed)
                            .contains(Errno.ENOENT);
                    assertThat(run.await(dependent.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(run.await(client.queue("RCS")
                                            .submit(micros(1).after(pending))
                                            .ended())
                                    .error())
                            .as("seed %d", seed)
                            .isEmpty();
                }));
    }

    @Test
    void aConfigurationWithAnUnknownKeyIsRefused() {
        assertThatThrownBy(() -> LabRun.open(
                        Seeds.one(), com.typesafe.config.ConfigFactory.parseString("signalbox.queue.capasity = 3")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
                    assertThat(refusal.reason()).contains("signalbox.queue.capasity");
                });
    }

    @Test
    void aFailedDependencyDoesNotFailItsDependents(LabRun run) {
        Client client = run.client("one");
        Buffer buffer = client.buffer(1);
        buffer.destroy();
        Submission failed = client.queue("RCS").submit(micros(10).writes(buffer));
        Submission dependent = client.queue("BCS").submit(micros(10).after(failed));
        assertThat(run.await(dependent.ended()).error()).isEmpty();
        endsWith(run, failed, Errno.ENOENT);
    }
}
