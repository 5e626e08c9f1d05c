package dev.signalbox.examples.benchmarks;

import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How long a null job takes in a live runtime that has nothing else to do, from the submission to the program that waits for its end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SingleJob {
    private Signalbox signalbox;
    private Queue queue;

    /** Opens the runtime, the device and the queue. */
    @Setup
    public void open() {
        signalbox = Signalbox.live();
        queue = signalbox
                .open(SimDevice.of("instant", new Engine("E0", "E", 1)))
                .client("benchmark")
                .queue("E0");
    }

    /** Closes everything that was opened. */
    @TearDown
    public void close() {
        signalbox.close(Closing.drain()).toCompletableFuture().join();
    }

    /** Submits a job and waits for its end. */
    @Benchmark
    public Submission.End job() {
        return queue.submit(Job.of(Work.none())).ended().toCompletableFuture().join();
    }
}
