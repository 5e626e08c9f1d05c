package dev.signalbox.sim.lab;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What threads other than the lab's brought: kept, so that nobody hangs, and counted, because the order in which it came
 * belongs to no seed. Safe to call from any thread.
 */
final class ForeignThreads {
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private @Nullable Throwable first;
    private long count;

    /** Counts one intrusion by the calling thread. */
    synchronized void record(String what) {
        count++;
        if (first == null) {
            first = new IllegalStateException(
                    what + " by thread " + Thread.currentThread().getName());
        }
    }

    /** Leaves work for the lab's thread. */
    void handOver(Runnable work) {
        inbox.add(work);
    }

    /** Takes work left for the lab's thread; null when there is none. */
    @Nullable Runnable take() {
        return inbox.poll();
    }

    synchronized long count() {
        return count;
    }

    /** The first intrusion, with the intruder's stack; null when there was none. */
    synchronized @Nullable Throwable first() {
        return first;
    }
}
