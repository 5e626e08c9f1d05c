package dev.signalbox.examples.benchmarks;

import java.util.SplittableRandom;
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

/**
 * What one load costs here whose address the load before it gave, from as much memory as so many queues visit in turns: about 4 KiB each, a
 * quarter of it garbage of their jobs. Says nothing of the runtime, but what a machine makes of many queues.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryLoads {
    private static final int KIB_A_QUEUE = 4;
    private static final int LINES_A_KIB = 16;
    private static final int INTS_A_LINE = 16;

    /** As many queues' memory. */
    @Param({"64", "1024"})
    public int queues;

    private int[] next;
    private int at;

    /** Ties all lines to one circle, in no order that a processor could guess. */
    @Setup
    public void open() {
        int[] order = shuffled(queues * KIB_A_QUEUE * LINES_A_KIB);
        next = new int[order.length * INTS_A_LINE];
        for (int i = 0; i < order.length; i++) {
            next[order[i] * INTS_A_LINE] = order[(i + 1) % order.length] * INTS_A_LINE;
        }
    }

    private static int[] shuffled(int count) {
        int[] order = new int[count];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Goes on along the circle; returns where it is. */
    @Benchmark
    @OperationsPerInvocation(NullJobs.JOBS)
    public int loads() {
        int here = at;
        for (int i = 0; i < NullJobs.JOBS; i++) {
            here = next[here];
        }
        at = here;
        return here;
    }
}
