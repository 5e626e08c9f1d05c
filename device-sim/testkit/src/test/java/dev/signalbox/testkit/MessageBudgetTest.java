package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Messages per job are the budget that matters: what the actors of runtime and device receive, for jobs that somebody waits for. */
@SignalboxTest(config = "signalbox.sim.device = small")
class MessageBudgetTest {
    private static final int JOBS = 1_000;
    private static final int BATCH = 64;

    private static Queue idleQueue(LabRun run) {
        Queue queue = run.client("one").queue("GFX");
        run.await(queue.submit(Job.of(Work.none())).ended());
        run.runUntilIdle();
        return queue;
    }

    private static double report(String what, MessageCount count, long jobs) {
        double perJob = (double) count.total() / jobs;
        System.out.printf(Locale.ROOT, "%s: %.3f messages a job: %s%n", what, perJob, count.perJob(jobs));
        return perJob;
    }

    @Test
    void singleSubmissionsOneAfterAnotherTakeAtMost7(LabRun run) {
        Queue queue = idleQueue(run);
        MessageCount count = MessageCount.in(run.lab());
        for (int i = 0; i < JOBS; i++) {
            run.await(queue.submit(Job.of(Work.none())).ended());
        }
        run.runUntilIdle();
        assertThat(report("single, one after another", count, JOBS)).isLessThanOrEqualTo(7);
    }

    @Test
    void workThatTakesTimeCostsOneAlarmOfTheSimulatedHardwareMore(LabRun run) {
        Queue queue = idleQueue(run);
        MessageCount count = MessageCount.in(run.lab());
        for (int i = 0; i < JOBS; i++) {
            run.await(queue.submit(Job.of(Work.micros(1))).ended());
        }
        run.runUntilIdle();
        assertThat(report("single that takes time", count, JOBS)).isLessThanOrEqualTo(8);
    }

    @Test
    void singleSubmissionsAllAtOnceTakeAtMost7(LabRun run) {
        Queue queue = idleQueue(run);
        MessageCount count = MessageCount.in(run.lab());
        List<Submission> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(queue.submit(Job.of(Work.none())));
        }
        List<?> ends = jobs.stream().map(Submission::ended).toList();
        run.runUntilIdle();
        assertThat(ends).hasSize(JOBS);
        assertThat(queue.stats().finished()).isEqualTo(JOBS + 1);
        assertThat(report("single, all at once", count, JOBS)).isLessThanOrEqualTo(7);
    }

    @Test
    void batchesOf64NullJobsTakeAtMost1(LabRun run) {
        Queue queue = idleQueue(run);
        MessageCount count = MessageCount.in(run.lab());
        int batches = JOBS / BATCH;
        for (int i = 0; i < batches; i++) {
            run.await(queue.submit(Collections.nCopies(BATCH, Job.of(Work.none())))
                    .ended());
        }
        run.runUntilIdle();
        assertThat(report("batches of 64", count, (long) batches * BATCH)).isLessThanOrEqualTo(1);
    }

    @Test
    void aJobWithABufferTakesOneMessageMoreOfTheMemoryManager(LabRun run) {
        Queue queue = idleQueue(run);
        dev.signalbox.Buffer buffer = run.device().client("two").buffer(4096);
        run.runUntilIdle();
        MessageCount count = MessageCount.in(run.lab());
        for (int i = 0; i < JOBS; i++) {
            run.await(queue.submit(Job.of(Work.none()).writes(buffer)).ended());
        }
        run.runUntilIdle();
        report("single with a buffer", count, JOBS);
        assertThat(count.to("memory")).isEqualTo(JOBS);
        assertThat(count.total() - count.to("memory")).isLessThanOrEqualTo(7L * JOBS);
    }
}
