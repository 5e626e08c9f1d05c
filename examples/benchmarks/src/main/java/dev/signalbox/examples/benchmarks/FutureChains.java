package dev.signalbox.examples.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same null jobs as chains of futures on a pool: the order of each chain and what jobs depend on, and nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FutureChains {
    private static final int WINDOW = 4096;
    private static final int MOST_DEPENDENCIES = 4;

    /** How many chains take turns. */
    @Param({"1", "8", "64", "1024"})
    public int chains;

    /** How many jobs of other chains each job depends on. */
    @Param({"0", "1", "4"})
    public int dependencies;

    private final LongAdder done = new LongAdder();

    /** Of its own: a future does not take the common pool on two processors, but starts a thread for each step. */
    private final ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /** Ends the pool. */
    @TearDown
    public void close() {
        pool.shutdown();
    }

    /** Appends jobs to the chains in turns; returns how many have been done since the start. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public long chains() {
        CompletableFuture<?>[] ends = new CompletableFuture<?>[chains];
        for (int i = 0; i < chains; i++) {
            ends[i] = CompletableFuture.completedFuture(null);
        }
        CompletableFuture<?>[] before = new CompletableFuture<?>[MOST_DEPENDENCIES];
        Window window = new Window(WINDOW);
        for (int job = 0; job < NullJobs.JOBS; job++) {
            CompletableFuture<?> end = append(ends[job % chains], before, job);
            ends[job % chains] = end;
            before[job % MOST_DEPENDENCIES] = end;
            if (window.fill(1)) {
                window.turn(end);
            }
        }
        CompletableFuture.allOf(ends).join();
        return done.sum();
    }

    private CompletableFuture<?> append(CompletableFuture<?> end, CompletableFuture<?>[] before, int job) {
        int count = Math.min(dependencies, job);
        if (count == 0) {
            return end.thenRunAsync(done::increment, pool);
        }
        CompletableFuture<?>[] needed = new CompletableFuture<?>[count + 1];
        needed[0] = end;
        for (int i = 0; i < count; i++) {
            needed[i + 1] = before[(job - 1 - i) % MOST_DEPENDENCIES];
        }
        return CompletableFuture.allOf(needed).thenRunAsync(done::increment, pool);
    }
}
