package dev.signalbox.examples.benchmarks;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.SimDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Null jobs through the live runtime: queues take turns on one ring of an instant device. Each job may depend on jobs that were
 * submitted just before it to other queues, other queues may be blocked, and somebody may listen to facts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NullJobs {
    /** How many jobs one invocation pushes through. */
    static final int JOBS = 64 * 1024;

    /** How many jobs a batch carries. */
    static final int BATCH = 64;

    private static final int CREDITS = 256;
    private static final int MOST_DEPENDENCIES = 4;

    /** How many queues take turns. */
    @Param({"1", "64", "1024"})
    public int queues;

    /** By which the ring chooses. */
    @Param({"fifo", "fair"})
    public String policy = "fifo";

    /** How many jobs of other queues each job depends on. */
    @Param({"0", "1", "4"})
    public int dependencies;

    /** How many more queues have a job that waits for something that does not happen. */
    @Param({"0", "1024"})
    public int blocked;

    /** Whether somebody listens to facts. */
    @Param({"false", "true"})
    public boolean heard;

    private final LongAdder facts = new LongAdder();
    private final Fence[] before = new Fence[MOST_DEPENDENCIES];
    private int submitted;
    private Signalbox signalbox;
    private Device device;
    private Queue[] targets;
    private SoftwareTimeline never;
    private int capacity;

    /** Opens the runtime, the device and the queues. */
    @Setup
    public void open() {
        signalbox = Signalbox.live(
                ConfigFactory.parseMap(Map.of("signalbox.ring.policy", policy)).withFallback(ConfigFactory.load()));
        capacity = signalbox.config().getInt("signalbox.queue.capacity");
        SimDevice instant = SimDevice.of("instant", new Engine("E0", "E", CREDITS));
        device = heard ? signalbox.open(instant, fact -> facts.increment()) : signalbox.open(instant);
        Client client = device.client("benchmark");
        targets = new Queue[queues];
        for (int i = 0; i < queues; i++) {
            targets[i] = client.queue("E0");
        }
        never = client.timeline("never");
        for (int i = 0; i < blocked; i++) {
            client.queue("E0").submit(Job.of(Work.none()).after(never.fence()));
        }
    }

    /** Closes everything that was opened. */
    @TearDown
    public void close() {
        never.signalAll();
        signalbox.close(Closing.drain()).toCompletableFuture().join();
    }

    /** Submits the jobs one at a time; returns how many the engine has finished since the start. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public long singles() {
        return push(1);
    }

    /** Submits the jobs in batches; returns how many the engine has finished since the start. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public long batches() {
        return push(BATCH);
    }

    private long push(int batch) {
        Window window = new Window(capacity);
        Submission[] last = new Submission[Math.min(queues, JOBS / batch)];
        for (int turn = 0; turn < JOBS / batch; turn++) {
            int target = turn % last.length;
            Submission submission = submit(targets[target], batch);
            last[target] = submission;
            if (window.fill(batch)) {
                window.turn(submission.ended());
            }
        }
        for (Submission submission : last) {
            refuseFailures(submission.ended().toCompletableFuture().join());
        }
        return device.engines().get(0).jobs();
    }

    private Submission submit(Queue queue, int batch) {
        Submission submission = submitWhenThereIsRoom(queue, batch);
        if (dependencies > 0) {
            before[submitted++ % MOST_DEPENDENCIES] = submission.finished();
        }
        return submission;
    }

    /** The window counts jobs of all queues; one of them may be behind. */
    private Submission submitWhenThereIsRoom(Queue queue, int batch) {
        while (true) {
            try {
                return batch == 1 ? queue.submit(job()) : queue.submit(jobs(batch));
            } catch (Refusal full) {
                queue.fence(room(full)).signalled().toCompletableFuture().join();
            }
        }
    }

    private static FenceId room(Refusal full) {
        FenceId retryAfter = full.retryAfter();
        if (retryAfter == null) {
            throw full;
        }
        return retryAfter;
    }

    private List<Job> jobs(int batch) {
        List<Job> jobs = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            jobs.add(job());
        }
        return jobs;
    }

    private Job job() {
        Job job = Job.of(Work.none());
        for (int i = 0; i < Math.min(dependencies, submitted); i++) {
            job.after(before[(submitted - 1 - i) % MOST_DEPENDENCIES]);
        }
        return job;
    }

    private static void refuseFailures(Submission.End end) {
        if (end.failed() > 0) {
            throw new IllegalStateException("a null job ended with " + end.error());
        }
    }
}
