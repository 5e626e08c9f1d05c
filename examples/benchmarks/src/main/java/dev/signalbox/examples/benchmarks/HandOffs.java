package dev.signalbox.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The least that asking another thread can take: it is woken, and it wakes who has asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOffs {
    private final Thread partner = new Thread(this::answer, "partner");
    private volatile Thread asking = Thread.currentThread();
    private volatile boolean asked;
    private volatile boolean over;
    private long answers;

    /** Starts the other thread. */
    @Setup
    public void open() {
        partner.start();
    }

    /** Ends it. */
    @TearDown
    public void close() throws InterruptedException {
        over = true;
        LockSupport.unpark(partner);
        partner.join();
    }

    /** Asks and waits for the answer: two hand-offs. */
    @Benchmark
    public long two() {
        asking = Thread.currentThread();
        asked = true;
        LockSupport.unpark(partner);
        while (asked) {
            LockSupport.park(this);
        }
        return answers;
    }

    private void answer() {
        while (!over) {
            if (asked) {
                answers++;
                asked = false;
                LockSupport.unpark(asking);
            } else {
                LockSupport.park(this);
            }
        }
    }
}
