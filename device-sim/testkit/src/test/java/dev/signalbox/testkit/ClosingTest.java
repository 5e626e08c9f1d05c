package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of jobs and fences when clients and devices are closed. */
class ClosingTest {
    private static final int SEEDS = 20;

    private static Job micros(long micros) {
        return Job.of(Work.micros(micros));
    }

    private static void ends(LabRun run, Submission submission, @Nullable Errno error) {
        assertThat(run.await(submission.ended()).error())
                .as("seed %d", run.seed())
                .isEqualTo(Optional.ofNullable(error));
        assertThat(run.await(submission.finished().signalled()))
                .as("seed %d", run.seed())
                .isEqualTo(Optional.ofNullable(error));
    }

    @Test
    void drainLetsEverythingRun() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Queue queue = client.queue("RCS");
                    Submission first = queue.submit(List.of(micros(10), micros(10), micros(10)));
                    Submission second = client.queue("BCS").submit(micros(10).after(first));
                    CompletionStage<Void> closed = client.close(Closing.drain());
                    assertThatThrownBy(() -> queue.submit(micros(1)))
                            .isInstanceOfSatisfying(
                                    Refusal.class,
                                    refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ESHUTDOWN));
                    run.await(closed);
                    assertThat(run.lab().virtualNanos()).as("seed %d", seed).isEqualTo(40_000);
                    ends(run, first, null);
                    ends(run, second, null);
                }));
    }

    @Test
    void abortKillsWhatIsQueuedAndCancelsWhatRuns() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Queue queue = client.queue("RCS");
                    Submission running = queue.submit(Job.of(Work.endless()));
                    Submission onRing = queue.submit(micros(10));
                    Submission queued = queue.submit(micros(10));
                    run.runUntilIdle();
                    run.await(client.close(Closing.abort()));
                    ends(run, running, Errno.ECANCELED);
                    ends(run, onRing, Errno.ECANCELED);
                    ends(run, queued, Errno.ESRCH);
                }));
    }

    @Test
    void abortAtOnceEndsEveryFenceWithOneOfTheTwoErrors() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Queue queue = client.queue("RCS");
                    List<Submission> jobs = List.of(
                            queue.submit(Job.of(Work.endless())),
                            queue.submit(micros(10).writes(client.buffer(1))),
                            queue.submit(micros(10)),
                            client.queue("BCS")
                                    .submit(micros(10)
                                            .after(client.timeline("never").fence())));
                    run.await(client.close(Closing.abort()));
                    for (Submission job : jobs) {
                        assertThat(run.await(job.ended()).error().orElseThrow())
                                .as("seed %d", seed)
                                .isIn(Errno.ECANCELED, Errno.ESRCH);
                    }
                }));
    }

    @Test
    void aDeadlineDrainsFirstAndAbortsThen() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Queue queue = client.queue("RCS");
                    Submission done = queue.submit(micros(100));
                    Submission late = queue.submit(Job.of(Work.endless()));
                    run.await(client.close(Closing.deadline(Duration.ofMillis(1))));
                    assertThat(run.lab().virtualNanos()).as("seed %d", seed).isEqualTo(1_000_000);
                    ends(run, done, null);
                    ends(run, late, Errno.ECANCELED);
                }));
    }

    @Test
    void closingAgainByAbortHurries() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = run.client("one");
                    Submission endless = client.queue("RCS").submit(Job.of(Work.endless()));
                    CompletionStage<Void> drained = client.close(Closing.drain());
                    run.runUntilIdle();
                    assertThat(drained.toCompletableFuture().isDone())
                            .as("seed %d", seed)
                            .isFalse();
                    run.await(client.close(Closing.abort()));
                    run.await(drained);
                    ends(run, endless, Errno.ECANCELED);
                    run.await(client.close(Closing.drain()));
                }));
    }

    @Test
    void aDeviceClosesItsClientsAndTakesNoMore() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Device device = run.device();
                    Submission left = run.client("one").queue("RCS").submit(micros(10));
                    Submission right =
                            run.client("two").queue("RCS").submit(micros(10).after(left));
                    run.await(device.close(Closing.drain()));
                    ends(run, left, null);
                    ends(run, right, null);
                    assertThatThrownBy(() -> device.client("late")).isInstanceOf(Refusal.class);
                }));
    }

    @Test
    void aFenceAnswersBeforeAndAfterItsSignalAndAfterItsClientIsClosed() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client owner = run.client("owner");
                    Client other = run.client("other");
                    Submission job = owner.queue("RCS").submit(micros(10));
                    CompletionStage<Optional<Errno>> before = job.finished().signalled();
                    assertThat(run.await(before)).as("seed %d", seed).isEmpty();
                    assertThat(run.await(job.finished().signalled()))
                            .as("seed %d", seed)
                            .isEmpty();
                    Submission killed = owner.queue("RCS").submit(Job.of(Work.endless()));
                    run.runUntilIdle();
                    run.await(owner.close(Closing.abort()));
                    assertThat(run.await(job.finished().signalled()))
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(run.await(killed.finished().signalled()))
                            .as("seed %d", seed)
                            .contains(Errno.ECANCELED);
                    assertThat(killed.finished().isSignalled())
                            .as("seed %d", seed)
                            .isTrue();
                    Submission dependent = other.queue("RCS").submit(micros(10).after(killed));
                    assertThat(run.await(dependent.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty();
                }));
    }

    @Test
    void jobsThatWaitForATimelineOfAClientRunWhenThatClientIsClosed() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client owner = run.client("owner");
                    SoftwareTimeline timeline = owner.timeline("never");
                    Fence fence = timeline.fence();
                    Submission dependent =
                            run.client("other").queue("RCS").submit(micros(10).after(fence));
                    run.await(owner.close(Closing.drain()));
                    ends(run, dependent, null);
                    assertThat(run.await(fence.signalled())).as("seed %d", seed).contains(Errno.ENOENT);
                }));
    }

    @Test
    void aClientThatWaitsForAnotherThatIsAbortedGoesOn() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client doomed = run.client("doomed");
                    Submission endless = doomed.queue("RCS").submit(Job.of(Work.endless()));
                    Submission queued = doomed.queue("RCS").submit(micros(10).after(endless));
                    Submission dependent =
                            run.client("other").queue("BCS").submit(micros(10).after(queued));
                    run.await(doomed.close(Closing.abort()));
                    ends(run, dependent, null);
                }));
    }
}
