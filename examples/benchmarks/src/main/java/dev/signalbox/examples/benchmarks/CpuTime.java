package dev.signalbox.examples.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the processor time of all threads of the JVM, in nanoseconds per operation. Operating systems count it in steps
 * of up to 10 ms, so iterations should last long against that.
 */
public final class CpuTime implements InternalProfiler {
    /** The name of its result. */
    static final String RESULT = "cpu";

    private long before;

    @Override
    public String getDescription() {
        return "processor time of all threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = now();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long nanos = now() - before;
        long operations = result.getMetadata().getAllOps();
        return operations == 0
                ? List.of()
                : List.of(new ScalarResult(RESULT, (double) nanos / operations, "ns/op", AggregationPolicy.AVG));
    }

    /** Returns how much the JVM has taken since its start, in nanoseconds. */
    static long now() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell processor time"))
                .toNanos();
    }
}
