package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same actors on real threads and the wall clock: other times, the same order and the same jobs. */
class LiveTest {
    private static final int THREADS = 4;
    private static final int JOBS_EACH = 500;
    private static final long PATIENCE_MILLIS = 60_000;

    private static void playsInOrder(List<Wsim> workloads, int cycles) {
        long seed = Seeds.one();
        FactLog facts;
        try (LiveRun run = new LiveRun()) {
            facts = run.facts();
            run.await(Workloads.play(run.signalbox(), run.device(), workloads, cycles, seed));
        }
        assertThat(OrderChecker.check(workloads, cycles, facts.all()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(JobCounts.of(facts.all())).as("seed %d", seed).isEqualTo(JobCounts.expected(workloads, cycles));
    }

    @Test
    void ownWorkloadsAllAtOnceRunInOrder() {
        playsInOrder(OwnWorkloads.all(), 3);
    }

    @Test
    void publishedWorkloadsAllAtOnceRunInOrder() {
        playsInOrder(OwnWorkloads.publishedOrOwn(), 1);
    }

    /** Every third submission takes the way through the memory manager; a full queue is waited for. */
    private static List<Submission> submitMany(Queue queue, Buffer buffer, LiveRun run) {
        List<Submission> jobs = new ArrayList<>();
        while (jobs.size() < JOBS_EACH) {
            Job job = Job.of(Work.none());
            if (jobs.size() % 3 == 0) {
                job.reads(buffer);
            }
            FenceId retryAfter = submit(queue, job, jobs);
            if (retryAfter != null) {
                run.await(queue.fence(retryAfter).signalled());
            }
        }
        return jobs;
    }

    private static @Nullable FenceId submit(Queue queue, Job job, List<Submission> jobs) {
        try {
            jobs.add(queue.submit(job));
            return null;
        } catch (Refusal full) {
            return full.retryAfter();
        }
    }

    /** A program that closes its runtime can end: no thread of the actor system is left. */
    @Test
    void aRuntimeThatIsClosedLeavesNoThread() throws InterruptedException {
        try (LiveRun run = new LiveRun()) {
            run.await(run.device()
                    .client("one")
                    .queue("RCS")
                    .submit(Job.of(Work.none()))
                    .ended());
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("signalbox-")) {
                thread.join(PATIENCE_MILLIS);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void threadsThatShareAQueueGetOneOrderAndEveryJobEnds() {
        FactLog facts = shareAQueue(LiveTest::submitMany);
        List<Long> everyJob =
                LongStream.rangeClosed(1, (long) THREADS * JOBS_EACH).boxed().toList();
        assertThat(facts.stream(Fact.JobRan.class)
                        .map(ran -> ran.fence().seqno())
                        .toList())
                .isEqualTo(everyJob);
    }

    /** A job prepared out of turn would depend on a later one of its own queue, and wait with it in a circle. */
    @Test
    void threadsThatShareAQueueAndABufferPrepareTheirJobsInTheOrderOfTheQueue() {
        FactLog facts = shareAQueue(LiveTest::writeMany);
        assertThat(facts.stream(Fact.JobAccepted.class))
                .hasSize(THREADS * JOBS_EACH)
                .allSatisfy(job -> assertThat(job.dependencies())
                        .allMatch(dependency ->
                                dependency.context() != job.fence().context()
                                        || dependency.seqno() < job.fence().seqno()));
    }

    /** Submits from several threads to one queue, with one buffer, and waits until every job has ended well. */
    private static FactLog shareAQueue(Submitter submitter) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (LiveRun run = new LiveRun()) {
            Client client = run.device().client("shared");
            Queue queue = client.queue("RCS");
            Buffer buffer = client.buffer(4096);
            List<CompletableFuture<List<Submission>>> submitters = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                submitters.add(CompletableFuture.supplyAsync(() -> submitter.submit(queue, buffer, run), threads));
            }
            for (CompletableFuture<List<Submission>> each : submitters) {
                for (Submission job : run.await(each)) {
                    assertThat(run.await(job.ended()).error()).isEmpty();
                }
            }
            return run.facts();
        } finally {
            threads.shutdown();
        }
    }

    private interface Submitter {
        List<Submission> submit(Queue queue, Buffer buffer, LiveRun run);
    }

    private static List<Submission> writeMany(Queue queue, Buffer buffer, LiveRun run) {
        List<Submission> jobs = new ArrayList<>();
        while (jobs.size() < JOBS_EACH) {
            FenceId retryAfter = submit(queue, Job.of(Work.none()).writes(buffer), jobs);
            if (retryAfter != null) {
                run.await(queue.fence(retryAfter).signalled());
            }
        }
        return jobs;
    }

    @Test
    void clientsOnThreadsOfTheirOwnShareTheDevice() {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (LiveRun run = new LiveRun()) {
            List<CompletableFuture<Submission.End>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Client client = run.device().client("client " + thread, threads);
                ends.add(CompletableFuture.supplyAsync(
                                () -> {
                                    List<Submission> jobs = submitMany(client.queue("VCS"), client.buffer(1), run);
                                    return jobs.get(jobs.size() - 1);
                                },
                                threads)
                        .thenCompose(Submission::ended));
            }
            for (CompletableFuture<Submission.End> end : ends) {
                assertThat(run.await(end).error()).isEmpty();
            }
            assertThat(run.facts().of(Fact.JobFinished.class)).hasSize(THREADS * JOBS_EACH);
        } finally {
            threads.shutdown();
        }
    }
}
