package dev.signalbox.examples.benchmarks;

import dev.signalbox.Replay;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to read such a run again, from the files to its table and into fresh rooms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplayedJobs {
    private Path dir;

    /** Runs, live, what is then replayed. */
    @Setup
    public void write() throws IOException {
        JournalRun run = JournalRun.open("sync");
        run.push(JournaledJobs.JOBS);
        dir = run.finish();
    }

    /** Deletes the journal. */
    @TearDown
    public void delete() {
        JournalRun.delete(dir);
    }

    /** Does what {@code signalbox replay} does; returns how many jobs its table has. */
    @Benchmark
    @OperationsPerInvocation(JournaledJobs.JOBS)
    public long replay() {
        RunSummary summary = new RunSummary();
        DeviceFold rooms = new DeviceFold();
        Replay.of(dir).foldInto(summary, rooms);
        if (!rooms.contradictions().isEmpty()) {
            throw new IllegalStateException(rooms.contradictions().get(0).words());
        }
        return summary.summary().totals().finished();
    }
}
