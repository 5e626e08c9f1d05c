package dev.signalbox.examples.benchmarks;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pending fences of as many contexts, in no order, merged into one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FenceMerges {
    private static final long SEED = 8;

    /** How many fences are merged. */
    @Param({"2", "8", "64", "512"})
    public int fences;

    private final List<List<PlainFence>> orders = new ArrayList<>();
    private FenceContainers containers;
    private long contexts;
    private int turn;

    /** Makes the fences, in several orders, so that no order is learnt by heart. */
    @Setup
    public void make() {
        List<PlainFence> pending = new ArrayList<>();
        for (int i = 0; i < fences; i++) {
            pending.add(PlainFence.wide(BenchmarkFences.PROVIDER, ++contexts, 1));
        }
        containers = new FenceContainers(() -> ++contexts);
        Random random = new Random(SEED);
        for (int i = 0; i < 64; i++) {
            Collections.shuffle(pending, random);
            orders.add(List.copyOf(pending));
        }
    }

    /** Merges the fences; returns the array of them. */
    @Benchmark
    public DmaFence merge() {
        turn = (turn + 1) % orders.size();
        return containers.merge(orders.get(turn));
    }
}
