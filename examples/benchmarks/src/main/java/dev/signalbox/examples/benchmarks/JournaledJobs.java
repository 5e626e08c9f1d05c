package dev.signalbox.examples.benchmarks;

import java.io.IOException;
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

/** What it costs that facts are stored. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournaledJobs {
    /** How many jobs one invocation pushes through. */
    static final int JOBS = 1 << 20;

    /** How safe facts are before a program is answered. */
    @Param({"off", "async", "sync"})
    public String mode = "off";

    private JournalRun run;

    /** Opens the runtime and its journal. */
    @Setup
    public void open() throws IOException {
        run = JournalRun.open(mode);
    }

    /** Closes and deletes them. */
    @TearDown
    public void close() {
        run.close();
    }

    /** Submits the jobs in batches; returns how many the engine has finished since the start. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public long batches() {
        return run.push(JOBS);
    }
}
