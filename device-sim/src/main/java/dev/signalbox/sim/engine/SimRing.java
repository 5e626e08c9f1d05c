package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand.Entry;
import dev.signalbox.device.Interrupt;
import dev.signalbox.fence.Errno;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One ring and the engine behind it. */
final class SimRing {
    /** An entry that is to end early, and how; when it was said matters for one that is executing. */
    private record Ending(@Nullable Errno error, long at) {}

    private final int number;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Map<Long, Ending> endings = new HashMap<>();
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private long started;
    private long done;
    private long announced;

    SimRing(int number) {
        this.number = number;
    }

    /** What was done by now is done first, or the new entries would begin where it ended, before they were published. */
    void publish(List<Entry> more, long now) {
        retireUntil(now);
        if (entries.isEmpty()) {
            started = now;
        }
        entries.addAll(more);
    }

    void end(long seqno, @Nullable Errno error, long now) {
        if (seqno > done) {
            endings.putIfAbsent(seqno, new Ending(error, now));
        }
    }

    /** Executes up to a time; returns the interrupt that this raises, if any. */
    @Nullable Interrupt executeUntil(long now) {
        retireUntil(now);
        if (done == announced) {
            return null;
        }
        announced = done;
        Interrupt interrupt = new Interrupt(number, done, List.copyOf(failures));
        failures.clear();
        return interrupt;
    }

    /** Returns when the next entry will be done; {@link Long#MAX_VALUE} when none will be by itself. */
    long headEnds() {
        Entry head = entries.peekFirst();
        if (head == null) {
            return Long.MAX_VALUE;
        }
        long byItself = head.work().isEndless() || head.work().nanos() > Long.MAX_VALUE - started
                ? Long.MAX_VALUE
                : started + head.work().nanos();
        Ending ending = endings.isEmpty() ? null : endings.get(head.seqno());
        return ending == null ? byItself : Math.min(byItself, Math.max(started, ending.at()));
    }

    private void retireUntil(long now) {
        while (!entries.isEmpty() && headEnds() <= now) {
            retireHead();
        }
    }

    private void retireHead() {
        long ends = headEnds();
        Entry head = entries.removeFirst();
        Ending ending = endings.remove(head.seqno());
        Errno error = ending == null || ending.error() == null ? head.work().fault() : ending.error();
        if (error != null) {
            failures.add(new Interrupt.Failure(head.seqno(), error));
        }
        done = head.seqno();
        started = ends;
    }
}
