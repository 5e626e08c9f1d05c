package dev.signalbox.sim.engine;

import dev.signalbox.device.DwordSource;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One ring and the engine behind it. */
final class SimRing {
    /** An entry that is to end early, and how; when it was said matters for one that is executing. */
    private record Ending(@Nullable Errno error, long at) {}

    /** What the packets of an entry come to. */
    private record Entry(long seqno, long nanos, @Nullable Errno fault) {}

    private final int number;
    private final RingMemory memory;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Map<Long, Ending> endings = new HashMap<>();
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private long nanos;
    private @Nullable Errno fault;
    private long started;
    private long done;
    private long announced;

    SimRing(int number, RingMemory memory) {
        this.number = number;
        this.memory = memory;
    }

    /** What was done by now is done first, or the new entries would begin where it ended, before they were published. */
    void publish(long writePointer, long now) {
        retireUntil(now);
        if (entries.isEmpty()) {
            started = now;
        }
        for (long at = memory.readPointer(); at < writePointer; at = memory.readPointer()) {
            memory.setReadPointer(at + execute(memory, at, writePointer - at));
        }
    }

    private int execute(DwordSource source, long at, long limit) {
        Packet packet = Objects.requireNonNull(Packet.read(source, at, limit));
        if (packet instanceof Packet.Delay delay) {
            nanos = delay.nanos();
        } else if (packet instanceof Packet.Trap trap) {
            fault = trap.error();
        } else if (packet instanceof Packet.Write write && write.scratch()) {
            memory.setScratch((int) write.to(), write.value());
        } else if (packet instanceof Packet.Indirect indirect) {
            for (int i = 0; i < indirect.length(); ) {
                i += execute(memory::indirect, indirect.address() + i, indirect.length() - i);
            }
        } else if (packet instanceof Packet.Fence fence) {
            entries.add(new Entry(fence.seqno(), nanos, fault));
            nanos = 0;
            fault = null;
        }
        return packet.dwords();
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
        Interrupt interrupt = new Interrupt.Fence(number, 0, done, List.copyOf(failures));
        failures.clear();
        return interrupt;
    }

    /** Returns when the next entry will be done; {@link Long#MAX_VALUE} when none will be by itself. */
    long headEnds() {
        Entry head = entries.peekFirst();
        if (head == null) {
            return Long.MAX_VALUE;
        }
        long byItself = head.nanos() == Work.ENDLESS || head.nanos() > Long.MAX_VALUE - started
                ? Long.MAX_VALUE
                : started + head.nanos();
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
        Errno error = ending == null || ending.error() == null ? head.fault() : ending.error();
        if (error != null) {
            failures.add(new Interrupt.Failure(head.seqno(), error));
        }
        done = head.seqno();
        memory.writeFence(done);
        started = ends;
    }
}
