package dev.signalbox.examples.benchmarks;

import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.PlainFence;

/** The provider of the fences that are measured; it has nothing to do. */
final class BenchmarkFences implements FenceProvider {
    static final BenchmarkFences PROVIDER = new BenchmarkFences();

    private BenchmarkFences() {}

    @Override
    public String driverName() {
        return "benchmark";
    }

    @Override
    public String timelineName(PlainFence fence) {
        return "benchmark";
    }
}
