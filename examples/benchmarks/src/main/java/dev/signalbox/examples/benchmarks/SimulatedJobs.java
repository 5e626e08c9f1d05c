package dev.signalbox.examples.benchmarks;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * Null jobs in a lab, on one thread: queues take turns on one ring, and the lab runs whenever so many are under way. Of single jobs no
 * more than one is under way per queue, whatever the number of queues, so that each job costs the same messages.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SimulatedJobs {
    private static final int CREDITS = 256;
    static final int SINGLES_UNDER_WAY = 64;

    /** How many queues take turns. */
    @Param({"64", "1024"})
    public int queues;

    private Lab lab;
    private Signalbox signalbox;
    private Device device;
    private Queue[] targets;
    private int turn;

    /** Opens the lab, the device and the queues. */
    @Setup
    public void open() {
        lab = Lab.open(LabOptions.seed(1).withMaxTasks(Long.MAX_VALUE));
        signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), ConfigFactory.load());
        device = signalbox.open(SimDevice.of("instant", new Engine("E0", "E", CREDITS)));
        Client client = device.client("benchmark");
        targets = new Queue[queues];
        for (int i = 0; i < queues; i++) {
            targets[i] = client.queue("E0");
        }
        lab.runUntilIdle();
    }

    /** Closes everything that was opened. */
    @TearDown
    public void close() {
        lab.await(signalbox.close(Closing.drain()));
        lab.close();
    }

    /** Submits the jobs one at a time; returns how many the engine has finished since the start. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public long singles() {
        return push(1, SINGLES_UNDER_WAY);
    }

    /** Submits the jobs in batches; returns how many the engine has finished since the start. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public long batches() {
        return push(NullJobs.BATCH, CREDITS);
    }

    private long push(int batch, int underWay) {
        for (int pushed = 0; pushed < NullJobs.JOBS; pushed += underWay) {
            for (int job = 0; job < underWay; job += batch) {
                submit(targets[turn++ % queues], batch);
            }
            lab.runUntilIdle();
        }
        long finished = device.engines().get(0).jobs();
        if (finished % NullJobs.JOBS != 0) {
            throw new IllegalStateException(finished + " jobs are over, not all");
        }
        return finished;
    }

    private static Submission submit(Queue queue, int batch) {
        if (batch == 1) {
            return queue.submit(Job.of(Work.none()));
        }
        List<Job> jobs = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            jobs.add(Job.of(Work.none()));
        }
        return queue.submit(jobs);
    }
}
