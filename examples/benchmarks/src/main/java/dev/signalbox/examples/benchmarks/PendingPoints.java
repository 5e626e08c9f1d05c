package dev.signalbox.examples.benchmarks;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceChain;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A timeline on which a number of points is pending, as a sync object keeps it: a point is added at its end and the oldest
 * signals, or a point anywhere is found. Beside it the same with a chain that is walked node by node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PendingPoints {
    private static final long SEED = 8;

    /** How many points are pending. */
    @Param({"10", "100", "1000", "10000"})
    public int points;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ArrayDeque<PlainFence> pending = new ArrayDeque<>();
    private FenceContainers containers;
    private FenceChain newest;
    private LinearTimeline linear;
    private long contexts;
    private long latest;

    /** Adds the points. */
    @Setup
    public void fill() {
        containers = new FenceContainers(() -> ++contexts);
        linear = new LinearTimeline();
        FenceChain end = null;
        for (int i = 0; i < points; i++) {
            PlainFence payload = payload();
            end = containers.chain(end, payload, latest);
            linear.add(payload, latest);
        }
        newest = Objects.requireNonNull(end);
    }

    private PlainFence payload() {
        PlainFence payload = PlainFence.wide(BenchmarkFences.PROVIDER, 1, ++latest);
        pending.addLast(payload);
        return payload;
    }

    DmaFence newest() {
        return newest;
    }

    private long anyPoint() {
        return latest - random.nextInt(points);
    }

    /** Adds a point after the oldest one has signalled; returns the new end. */
    @Benchmark
    public DmaFence add() {
        FenceChain before = newest;
        pending.removeFirst().signal(latest);
        newest = containers.chain(before, payload(), latest);
        before.collect();
        return newest;
    }

    /** Finds a point. */
    @Benchmark
    public @Nullable DmaFence find() {
        return FenceChain.find(newest, anyPoint());
    }

    /** Adds a point to the chain that is walked, after the oldest one has signalled. */
    @Benchmark
    public Object addLinear() {
        pending.removeFirst().signal(latest);
        return linear.add(payload(), latest);
    }

    /** Finds a point on the chain that is walked. */
    @Benchmark
    public @Nullable Object findLinear() {
        return linear.find(anyPoint());
    }
}
