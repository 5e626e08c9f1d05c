package dev.signalbox.examples.benchmarks;

import dev.signalbox.event.FactRun;
import dev.signalbox.journal.Block;
import dev.signalbox.journal.JournalReader;
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

/** What it costs to read such a run again, from the files to its table. */
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

    /** Folds the whole journal; returns how many jobs its table has. */
    @Benchmark
    @OperationsPerInvocation(JournaledJobs.JOBS)
    public long replay() {
        RunSummary summary = new RunSummary();
        JournalReader.open(dir).read("gpu0", block -> fold(block, summary));
        return summary.summary().totals().finished();
    }

    private static boolean fold(Block block, RunSummary summary) {
        for (FactRun run : block.runs()) {
            run.reportTo(summary);
        }
        return true;
    }
}
