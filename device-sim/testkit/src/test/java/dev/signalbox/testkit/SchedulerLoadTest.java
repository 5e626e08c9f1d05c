package dev.signalbox.testkit;

import static dev.signalbox.testkit.HangingRuns.runFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.Submission;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The basic loads of the kernel's own tests of its scheduler, in virtual time, in which nothing takes time but the work of jobs. Closing
 * a run checks that nothing of it is left.
 */
class SchedulerLoadTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int SEEDS = 3;
    private static final int ROUND = 4;
    private static final String DEVICE = """
            signalbox.sim.device = wide
            signalbox.sim.devices.wide { engines = [A, B, C], credits = 1024 }
            """;

    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private static void play(String policy, Consumer<LabRun> steps) {
        String settings = DEVICE + "signalbox.ring.policy = " + policy;
        Seeds.first(SEEDS).forEach(seed -> {
            try (LabRun run = LabRun.open(seed, ConfigFactory.parseString(settings))) {
                steps.accept(run);
            }
        });
    }

    private static void play(Consumer<LabRun> steps) {
        play("fifo", steps);
    }

    private static Job millis(long millis) {
        return Job.of(Work.nanos(millis * MILLI));
    }

    private static List<Queue> queues(Client client, int count) {
        return IntStream.range(0, count).mapToObj(each -> client.queue("A")).toList();
    }

    /** Jobs of a millisecond, one queue after the other; each after the one before it if they are chained. */
    private static List<Submission> submitInTurn(List<Queue> queues, int jobs, boolean chained) {
        List<Submission> submitted = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            Job job = millis(1);
            if (chained && i > 0) {
                job.after(submitted.get(i - 1));
            }
            submitted.add(queues.get(i % queues.size()).submit(job));
        }
        return submitted;
    }

    /** All have ended well by then. */
    private static void endWell(LabRun run, List<Submission> jobs, long by) {
        for (Submission job : jobs) {
            Submission.End end = run.await(job.ended());
            assertThat(end.error()).as("seed %d", run.seed()).isEmpty();
            assertThat(end.time()).as("seed %d", run.seed()).isLessThanOrEqualTo(by);
        }
    }

    @Test
    @ConformanceRow(
            value = "SCH-01",
            says = "A job is on the hardware at once, and not over before the hardware says so.")
    void aJobIsScheduledAtOnceAndOverWhenTheHardwareSaysSo() {
        play(run -> {
            Submission job = run.client("one").queue("A").submit(Job.of(Work.endless()));
            run.await(job.scheduled().signalled());
            assertThat(run.lab().virtualNanos()).isLessThan(SECOND);
            runFor(run, SECOND / 2);
            assertThat(job.finished().isSignalled()).isFalse();
            job.end();
            endWell(run, List.of(job), SECOND / 2);
            assertThat(run.facts().of(Fact.JobFinished.class)).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @ConformanceRow(value = "SCH-02", says = "100 jobs of 1 ms in one queue are over within 1 s.")
    @ConformanceRow(value = "SCH-04", says = "100 jobs of 1 ms in four queues are over within 1 s.")
    void aHundredJobsAreOverInTime(int queues) {
        play(run -> endWell(run, submitInTurn(queues(run.client("one"), queues), 100, false), SECOND));
    }

    @Test
    @ConformanceRow(
            value = "SCH-05",
            says = "100 jobs that each need the one before it, in four queues of a ring, are over within 1 s.")
    void aHundredJobsThatNeedEachOtherAreOverInTime() {
        play(run -> endWell(run, submitInTurn(queues(run.client("one"), ROUND), 100, true), SECOND));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @ConformanceRow(
            value = "SCH-06",
            says = "Queues can go while half of a chain of jobs is queued; every job ends, and nothing is left.")
    void queuesGoWhileHalfOfTheirJobsAreQueued(boolean atOnce) {
        String oneByOne = "signalbox.sim.devices.wide.credits = 1\n";
        play("fifo\n" + oneByOne, run -> {
            List<Queue> queues = queues(run.client("one"), ROUND);
            List<Submission> chain = submitInTurn(queues, 100, true);
            run.await(chain.get(50).ended());
            List<CompletionStage<Void>> gone =
                    queues.stream().map(queue -> end(queue, atOnce)).toList();
            gone.forEach(run::await);
            List<Errno> errors = new ArrayList<>();
            for (Submission job : chain) {
                run.await(job.ended()).error().ifPresent(errors::add);
            }
            assertThat(errors).as("seed %d", run.seed()).isEqualTo(Collections.nCopies(atOnce ? 48 : 0, Errno.ESRCH));
        });
    }

    private static CompletionStage<Void> end(Queue queue, boolean atOnce) {
        if (atOnce) {
            queue.kill();
        }
        return atOnce ? CompletableFuture.completedFuture(null) : queue.destroy();
    }

    @Test
    @ConformanceRow(
            value = "SCH-07",
            says = "16 programs submit 8 jobs each at the same time: all of them run, and just these 128 are over.")
    void manyProgramsSubmitAtTheSameTime() {
        play(run -> {
            List<Submission> jobs = new ArrayList<>();
            for (Queue queue : queues(run.client("one"), 16)) {
                run.lab().system().executionContext().execute(() -> {
                    for (int i = 0; i < 8; i++) {
                        jobs.add(queue.submit(Job.of(Work.endless())));
                    }
                });
            }
            run.runUntilIdle();
            assertThat(jobs).hasSize(128);
            jobs.forEach(job -> run.await(job.scheduled().signalled()));
            assertThat(run.facts().of(Fact.JobFinished.class)).isEmpty();
            jobs.forEach(Submission::end);
            endWell(run, jobs, SECOND);
            run.runUntilIdle();
            assertThat(run.facts().of(Fact.JobFinished.class)).hasSize(128);
        });
    }

    @Test
    @ConformanceRow(
            value = "SCH-08",
            says = "16 programs that keep 8 jobs under way for 1 s, of lengths of their own, see all of them end.")
    void programsKeepJobsUnderWay() {
        play(run -> {
            List<Submission> jobs = new ArrayList<>();
            List<Queue> queues = queues(run.client("one"), 16);
            for (int each = 0; each < queues.size(); each++) {
                for (int i = 0; i < 8; i++) {
                    keepUnderWay(run, queues.get(each), Work.micros(100L * (each + 1)), jobs);
                }
            }
            run.runUntilIdle();
            assertThat(run.lab().virtualNanos()).as("seed %d", run.seed()).isBetween(SECOND, 2 * SECOND);
            assertThat(jobs).as("seed %d", run.seed()).hasSizeGreaterThan(1_000);
            endWell(run, jobs, 2 * SECOND);
        });
    }

    /** Submits a job, and the next one when it is over, until a second has passed. */
    private static void keepUnderWay(LabRun run, Queue queue, Work work, List<Submission> jobs) {
        Submission job = queue.submit(Job.of(work));
        jobs.add(job);
        job.ended().thenAccept(end -> {
            if (end.time() < SECOND) {
                keepUnderWay(run, queue, work, jobs);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "rr", "fair"})
    @ConformanceRow(
            value = "SCH-12",
            says = "100 jobs of four queues, one of each priority, are all over, the most important ones no later.")
    void jobsOfEveryPriorityEnd(String policy) {
        play(policy, run -> {
            Client client = run.client("one");
            List<Queue> queues = new ArrayList<>();
            for (Priority priority : PRIORITIES) {
                queues.add(client.queue(QueueOptions.on("A").priority(priority)));
            }
            List<Submission> jobs = submitInTurn(queues, 100, false);
            endWell(run, jobs, SECOND);
            long kernel = run.await(jobs.get(96).ended()).time();
            long low = run.await(jobs.get(99).ended()).time();
            assertThat(PRIORITIES).startsWith(Priority.KERNEL).endsWith(Priority.LOW);
            assertThat(kernel).as("seed %d", run.seed()).isLessThan(low);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "rr", "fair"})
    @ConformanceRow(
            value = "SCH-13",
            says = "1000 jobs of four queues that keep changing their priorities are all over.")
    void jobsEndWhosePriorityKeepsChanging(String policy) {
        play(policy, run -> {
            List<Queue> queues = queues(run.client("one"), ROUND);
            List<Submission> jobs = submitInTurn(queues, 1_000, false);
            Submission last = jobs.get(999);
            for (int turn = 0; !last.finished().isSignalled(); turn++) {
                for (int each = 0; each < ROUND; each++) {
                    queues.get(each).priority(PRIORITIES.get((each + turn) % ROUND));
                }
                runFor(run, run.lab().random().nextLong(200_000, 500_000));
            }
            endWell(run, jobs, SECOND);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "rr", "fair"})
    @ConformanceRow(
            value = "SCH-14",
            says = "13 queues that keep going to other engines of three run 1000 jobs there, and all of them end.")
    void jobsEndWhoseQueuesKeepGoingToOtherEngines(String policy) {
        play(policy, run -> {
            List<Queue> queues = queues(run.client("one"), 13);
            List<Submission> jobs = new ArrayList<>();
            queues.forEach(queue -> goOn(run, queue, jobs));
            run.runUntilIdle();
            assertThat(jobs).as("seed %d", run.seed()).hasSize(1_000);
            endWell(run, jobs, SECOND);
            assertThat(run.facts().stream(Fact.JobRan.class)
                            .map(Fact.JobRan::ring)
                            .distinct())
                    .as("seed %d", run.seed())
                    .containsExactlyInAnyOrder(0, 1, 2);
        });
    }

    /** Goes to an engine, submits there, and goes on when the job is over, until there are a thousand. */
    private static void goOn(LabRun run, Queue queue, List<Submission> jobs) {
        if (jobs.size() < 1_000) {
            queue.engines(List.of("A", "B", "C").get(run.lab().random().nextInt(3)));
            Submission job = queue.submit(millis(1));
            jobs.add(job);
            job.ended().thenRun(() -> goOn(run, queue, jobs));
        }
    }
}
