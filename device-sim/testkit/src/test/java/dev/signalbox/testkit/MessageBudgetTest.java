package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.device.Work;
import java.time.Duration;
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

    private static long count(LabRun run, Runnable what) {
        run.runUntilIdle();
        MessageCount count = MessageCount.in(run.lab());
        what.run();
        run.runUntilIdle();
        return count.total();
    }

    @Test
    void aJobThatWaitsForAndSignalsPointsTakesOneMessageMoreOfTheTable(LabRun run) {
        Queue queue = idleQueue(run);
        SyncObject object = run.device().client("two").signalledSyncObject("points");
        long plain =
                count(run, () -> run.await(queue.submit(Job.of(Work.none())).ended()));
        Job job =
                Job.of(Work.none()).waitsFor(object.at(0)).signals(object.at(3)).signals(object.at(4));

        assertThat(count(run, () -> run.await(queue.submit(job).ended()))).isEqualTo(plain + 1);
    }

    @Test
    void whatProgramsDoWithPointsTakesOneMessageAndOneForTheAnswer(LabRun run) {
        Client client = run.client("one");
        SyncObject object = client.syncObject("points");

        assertThat(count(run, () -> object.signal(1))).isEqualTo(1);
        assertThat(count(run, object::reset)).isEqualTo(1);
        assertThat(count(run, () -> object.importFile(SyncFile.of("none"), 5))).isEqualTo(1);
        assertThat(count(run, () -> run.await(object.value()))).isEqualTo(2);
        assertThat(count(run, () -> run.await(object.exportFile(5)))).isEqualTo(2);
        assertThat(count(run, () -> run.await(object.transfer(5, object.at(6)))))
                .isEqualTo(2);
        assertThat(count(run, () -> run.await(client.await(PointWait.forAny(object.at(6))))))
                .isEqualTo(2);
        assertThat(count(run, () -> {
                    client.await(PointWait.forAny(object.at(7)).whenSubmitted().within(Duration.ofMillis(1)));
                }))
                .isEqualTo(3);
    }

    @Test
    void waitsForTheFenceOfAJobAskItsOwnerOnce(LabRun run) {
        Client client = run.client("one");
        Queue queue = client.queue("GFX");
        SyncObject object = client.syncObject("points");
        Job job = Job.of(Work.micros(10)).signals(object.at(1));
        long alone = count(run, () -> queue.submit(job));
        int waits = 5;

        long watched = count(run, () -> {
            queue.submit(Job.of(Work.micros(10)).signals(object.at(2)));
            Collections.nCopies(waits, PointWait.forAny(object.at(2)).whenSubmitted())
                    .forEach(client::await);
        });
        assertThat(watched).isEqualTo(alone + 2L * waits + 2);
    }

    @Test
    void aWaitForFencesAsksEachOwnerOnce(LabRun run) {
        Client client = run.client("one");
        Queue queue = client.queue("GFX");
        long alone = count(run, () -> queue.submit(Job.of(Work.micros(10))));

        long watched = count(run, () -> {
            Submission submission = queue.submit(Job.of(Work.micros(10)));
            client.awaitAll(List.of(submission.finished()), Duration.ofSeconds(1));
        });
        assertThat(watched).isEqualTo(alone + 3);
    }
}
