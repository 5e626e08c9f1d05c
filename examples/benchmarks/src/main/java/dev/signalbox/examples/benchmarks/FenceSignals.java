package dev.signalbox.examples.benchmarks;

import dev.signalbox.fence.FenceCallback;
import dev.signalbox.fence.PlainFence;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The life of a fence: it is made, many ask to be called, it signals, and all are called. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FenceSignals {
    /** How many ask to be called. */
    @Param({"1", "16", "1000", "10000"})
    public int subscribers;

    private long called;
    private final FenceCallback callback = fence -> called++;

    /** Signals one fence; returns how many were called since the start. */
    @Benchmark
    public long signal() {
        PlainFence fence = PlainFence.wide(BenchmarkFences.PROVIDER, 1, 1);
        for (int i = 0; i < subscribers; i++) {
            fence.subscribe(callback);
        }
        fence.signal(1);
        return called;
    }
}
