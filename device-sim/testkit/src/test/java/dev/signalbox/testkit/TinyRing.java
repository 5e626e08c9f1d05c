package dev.signalbox.testkit;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DwordSource;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.testkit.TinyDevice.Flaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ring of the tiny device: what its dwords come to, and how far it is. */
final class TinyRing {
    /** What the packets of an entry come to. */
    record Entry(long seqno, long nanos, @Nullable Errno error, List<Packet.Write> writes) {}

    private final int number;
    private final RingMemory memory;
    private final Set<Flaw> flaws;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Optional<Errno>> endings = new HashMap<>();
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private List<Packet.Write> writes = new ArrayList<>();
    private @Nullable Errno error;
    private long nanos;
    private long published;
    private boolean begun;
    private int generation;
    private long done;
    private long announced;

    TinyRing(int number, RingMemory memory, Set<Flaw> flaws) {
        this.number = number;
        this.memory = memory;
        this.flaws = flaws;
    }

    int generation() {
        return generation;
    }

    boolean isExecuting(int inGeneration, long seqno) {
        return begun
                && entries.get(0).seqno() == seqno
                && (inGeneration == generation || flaws.contains(Flaw.FORGETS_GENERATIONS));
    }

    boolean publish(DeviceCommand.Doorbell doorbell) {
        if (doorbell.generation() != generation || doorbell.writePointer() <= published) {
            return false;
        }
        published = doorbell.writePointer();
        while (memory.readPointer() < published) {
            long at = memory.readPointer();
            memory.setReadPointer(at + decode(memory, at, published - at));
        }
        if (flaws.contains(Flaw.EXECUTES_OUT_OF_ORDER) && !begun) {
            entries.sort(Comparator.comparingLong(Entry::nanos));
        }
        return true;
    }

    private long decode(DwordSource source, long at, long limit) {
        Packet packet = Packet.read(source, at, limit);
        if (error != null && !(packet instanceof Packet.Fence)) {
            return packet == null ? 1 : packet.dwords();
        }
        if (packet instanceof Packet.Delay delay) {
            nanos = delay.nanos() == Work.ENDLESS || nanos == Work.ENDLESS ? Work.ENDLESS : nanos + delay.nanos();
        } else if (packet instanceof Packet.Trap trap) {
            fail(trap.error());
        } else if (packet instanceof Packet.Write write && write.to() >= 0 && write.to() < 4) {
            writes.add(write);
        } else if (packet instanceof Packet.Indirect indirect) {
            long end = indirect.address() + indirect.length();
            for (long next = indirect.address(); next < end; ) {
                next += decode(memory::indirect, next, end - next);
            }
        } else if (packet instanceof Packet.Fence fence) {
            entries.add(new Entry(fence.seqno(), nanos, error, writes));
            nanos = 0;
            error = null;
            writes = new ArrayList<>();
        } else if (!(packet instanceof Packet.Nop)) {
            fail(Errno.EINVAL);
        }
        return packet == null ? 1 : packet.dwords();
    }

    private void fail(Errno with) {
        error = error == null ? with : error;
    }

    void end(DeviceCommand.EndEntry end) {
        boolean forgotten = flaws.contains(Flaw.LOSES_ENDINGS) && !isExecuting(generation, end.seqno());
        if (end.seqno() > done && !forgotten) {
            endings.putIfAbsent(end.seqno(), Optional.ofNullable(end.error()));
        }
    }

    /** Finishes what is over at once; returns the entry that begins now. */
    @Nullable Entry begin() {
        while (!entries.isEmpty()) {
            Entry head = entries.get(0);
            Optional<Errno> ending = endings.get(head.seqno());
            if (ending != null) {
                finishHead(ending.orElse(null));
            } else if (head.nanos() == 0) {
                finishHead(null);
            } else if (begun) {
                return null;
            } else {
                begun = true;
                return head;
            }
        }
        return null;
    }

    void finishHead(@Nullable Errno early) {
        Entry head = entries.remove(0);
        begun = false;
        head.writes().forEach(write -> memory.setScratch((int) write.to(), write.value()));
        Errno how = early == null ? head.error() : early;
        if (how != null) {
            failures.add(new Interrupt.Failure(head.seqno(), how));
        }
        endings.remove(head.seqno());
        done = head.seqno();
        if (!flaws.contains(Flaw.WRITES_BACK_LATE)) {
            writeBack();
        }
    }

    void writeBack() {
        memory.writeFence(done);
    }

    Interrupt.@Nullable Fence announce() {
        if (done == announced && !(flaws.contains(Flaw.ANSWERS_TWICE) && done > 0)) {
            return null;
        }
        announced = done;
        Interrupt.Fence interrupt = new Interrupt.Fence(number, generation, done, List.copyOf(failures));
        failures.clear();
        return interrupt;
    }

    Interrupt.Progress progress() {
        return new Interrupt.Progress(number, generation, done, List.of());
    }

    Interrupt.ResetEnded answer(ResetScope scope, boolean worked, long executing) {
        return new Interrupt.ResetEnded(number, generation, scope, worked, done, executing, false);
    }

    Interrupt.ResetEnded reset(ResetScope scope) {
        long executing = begun ? entries.get(0).seqno() : 0;
        entries.clear();
        begun = false;
        published = 0;
        memory.setReadPointer(0);
        generation++;
        return answer(scope, true, executing);
    }
}
