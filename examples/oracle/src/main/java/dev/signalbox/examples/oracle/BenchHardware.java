package dev.signalbox.examples.oracle;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ring that executes one job after another; one without a duration hangs until it is taken out. */
final class BenchHardware {
    private final BenchClock clock;
    private final Consumer<BenchJob> done;
    private final ArrayDeque<BenchJob> ring = new ArrayDeque<>();
    private @Nullable BenchJob executing;
    private long began;

    BenchHardware(BenchClock clock, Consumer<BenchJob> done) {
        this.clock = clock;
        this.done = done;
    }

    void push(BenchJob job) {
        ring.addLast(job);
        if (executing == null) {
            next();
        }
    }

    /** Takes a job out; returns false when it is not there. */
    boolean remove(BenchJob job) {
        boolean wasThere = ring.remove(job);
        if (job == executing) {
            next();
        }
        return wasThere;
    }

    /** Forgets everything. */
    void drop() {
        ring.clear();
        executing = null;
        began++;
    }

    private void next() {
        BenchJob first = ring.peekFirst();
        executing = first;
        long beginning = ++began;
        if (first != null && first.duration > 0) {
            clock.at(clock.now() + first.duration, () -> end(first, beginning));
        }
    }

    private void end(BenchJob job, long beginning) {
        if (began == beginning) {
            ring.removeFirst();
            done.accept(job);
            next();
        }
    }
}
