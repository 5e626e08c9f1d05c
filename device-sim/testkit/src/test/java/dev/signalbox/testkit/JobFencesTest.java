package dev.signalbox.testkit;

import static dev.signalbox.testkit.HangingRuns.runFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Explainer;
import dev.signalbox.report.Moment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two fences of a job, and the fences that a job waits for. */
class JobFencesTest {
    private static final int SEEDS = 10;

    private static Job micros(long micros) {
        return Job.of(Work.micros(micros));
    }

    private interface Steps {
        void play(LabRun run);
    }

    private static void play(Steps steps) {
        Seeds.first(SEEDS).forEach(seed -> LabRun.check(seed, steps::play));
    }

    @Test
    @ConformanceRow(value = "SCH-28", says = "Where there is nothing to wait for, no dependency is added.")
    void nothingToWaitForIsNoDependency() {
        play(run -> {
            Client client = run.client("one");
            SyncFile nothing = run.await(client.buffer(4096).exportFile(true));
            assertThat(nothing.fences()).isEmpty();
            Submission job = client.queue("RCS").submit(micros(10).after(nothing));
            assertThat(run.await(job.ended()).error()).isEmpty();
            assertThat(run.facts().of(Fact.JobAccepted.class))
                    .allSatisfy(accepted -> assertThat(accepted.dependencies()).isEmpty());
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-37",
            says = "A job waits for one fence at a time, in the order in which they were named.")
    void aJobWaitsForOneFenceAfterAnother() {
        play(run -> {
            Client client = run.client("one");
            List<SoftwareTimeline> gates =
                    List.of(client.timeline("first"), client.timeline("second"), client.timeline("third"));
            List<Submission> needed = gates.stream()
                    .map(gate -> client.queue("RCS").submit(micros(10).after(gate.fence())))
                    .toList();
            Job job = micros(10);
            needed.forEach(job::after);
            Submission waiting = client.queue("RCS").submit(job);
            List<FenceId> starts =
                    needed.stream().map(each -> each.scheduled().id()).toList();
            assertThat(awaitedBy(run, waiting)).containsExactly(starts.get(0));
            gates.get(1).signalAll();
            assertThat(awaitedBy(run, waiting)).containsExactly(starts.get(0));
            gates.get(0).signalAll();
            assertThat(awaitedBy(run, waiting)).containsExactly(starts.get(0), starts.get(2));
            gates.get(2).signalAll();
            assertThat(run.await(waiting.ended()).error()).isEmpty();
        });
    }

    private static List<FenceId> awaitedBy(LabRun run, Submission job) {
        run.runUntilIdle();
        return run.facts().stream(Fact.JobBlocked.class)
                .filter(blocked -> blocked.fence().equals(job.finished().id()))
                .map(Fact.JobBlocked::dependency)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCS", "BCS"})
    @ConformanceRow(
            value = "SCH-38",
            says = "A job runs, and ends well, though one that it needs has ended with an error.")
    void anErrorDoesNotSpreadAlongDependencies(String engine) {
        play(run -> {
            Client client = run.client("one");
            SoftwareTimeline gate = client.timeline("gate");
            Submission failing =
                    client.queue("RCS").submit(Job.of(Work.micros(10).failing(Errno.EIO)));
            Submission dependent = client.queue(engine).submit(micros(10).after(failing));
            Submission late =
                    client.queue(engine).submit(micros(10).after(failing).after(gate.fence()));
            assertThat(run.await(failing.ended()).error()).contains(Errno.EIO);
            assertThat(run.await(dependent.ended()).error()).isEmpty();
            gate.signalAll();
            assertThat(run.await(late.ended()).error()).isEmpty();
            assertThat(run.facts().of(Fact.JobRan.class)).hasSize(3);
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-39",
            says = "A job is scheduled when the hardware has it, and finished when and how the hardware says.")
    void theFencesOfAJobFollowTheHardware() {
        play(run -> {
            Client client = run.client("one");
            Queue queue = client.queue("RCS");
            Submission before = queue.submit(micros(10));
            Submission job = queue.submit(Job.of(Work.micros(10).failing(Errno.EIO)));
            assertThat(run.await(job.scheduled().signalled())).isEmpty();
            assertThat(run.lab().virtualNanos()).isZero();
            assertThat(run.facts().of(Fact.JobRan.class))
                    .extracting(Fact.JobRan::entry)
                    .containsExactly(1L, 2L);
            runFor(run, 15_000);
            assertThat(before.finished().isSignalled()).isTrue();
            assertThat(job.finished().isSignalled()).isFalse();
            assertThat(run.await(job.finished().signalled())).isEqualTo(Optional.of(Errno.EIO));
            assertThat(run.lab().virtualNanos()).isEqualTo(20_000);
            assertThat(run.await(job.scheduled().signalled())).isEmpty();
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-89",
            says = "The soonest deadline of a finished fence is passed to the hardware as soon as it has the job.")
    void theSoonestDeadlineReachesTheHardwareWithTheJob() {
        Seeds.first(SEEDS).forEach(seed -> {
            ScriptedDevice device = new ScriptedDevice(1, 4);
            try (LabRun run = LabRun.open(seed)) {
                run.open(device);
                Client client = run.client("one");
                SoftwareTimeline gate = client.timeline("gate");
                Submission job =
                        client.queue("E0").submit(Job.of(Work.endless()).after(gate.fence()));
                job.scheduled().setDeadline(1);
                for (long deadline : new long[] {9_000, 5_000, 7_000}) {
                    job.finished().setDeadline(deadline);
                    run.runUntilIdle();
                }
                assertThat(device.deadlines()).isEmpty();
                gate.signalAll();
                run.runUntilIdle();
                assertThat(device.deadlines()).containsExactly(5_000L);
                job.finished().setDeadline(6_000);
                job.scheduled().setDeadline(1);
                job.finished().setDeadline(4_000);
                run.runUntilIdle();
                assertThat(device.deadlines()).containsExactly(5_000L, 4_000L);
                assertThat(run.facts().of(SyncFact.DeadlineSet.class))
                        .extracting(SyncFact.DeadlineSet::deadline)
                        .containsExactly(9_000L, 5_000L, 4_000L);
                job.end();
            }
        });
    }

    @Test
    @ConformanceRow(value = "SCH-90", says = "Both fences of a job say that they are of a job, and on which ring.")
    void bothFencesOfAJobNameItsRing() {
        play(run -> {
            Client client = run.client("one");
            Submission job = client.queue(QueueOptions.on("VECS").named("q")).submit(Job.of(Work.endless()));
            run.runUntilIdle();
            for (int look = 0; look < 2; look++) {
                for (Fence fence : List.of(job.scheduled(), job.finished())) {
                    assertThat(explained(run, fence)).contains("job " + job.finished() + " (client one, entity 1 q");
                    assertThat(explained(run, fence)).containsPattern("ring,? VECS");
                }
                job.end();
                run.runUntilIdle();
            }
        });
    }

    private static String explained(LabRun run, Fence fence) {
        Explainer explainer = Explainer.ofFence(fence.id(), Moment.end());
        run.facts().all().forEach(explainer::report);
        return String.join("\n", explainer.explain().lines());
    }

    @Test
    @ConformanceRow(
            value = "SCH-92",
            says = "A job on the hardware ends, and its ring goes on, when its queue has gone meanwhile.")
    void aJobOnTheHardwareDoesNotNeedItsQueue() {
        play(run -> {
            Client gone = run.client("gone");
            Submission running = gone.queue("RCS").submit(Job.of(Work.endless()));
            Submission next = run.client("next").queue("RCS").submit(micros(10).credits(2));
            run.runUntilIdle();
            FenceOwnerContract.stop(run, "entity-1");
            assertThat(run.await(running.finished().signalled())).contains(Errno.EIO);
            assertThat(run.await(next.ended()).error()).isEmpty();
        });
    }
}
