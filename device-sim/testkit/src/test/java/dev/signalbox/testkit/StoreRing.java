package dev.signalbox.testkit;

import dev.signalbox.DeviceHost;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.RingMemory;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.memory.Extent;
import dev.signalbox.sim.memory.Mmu;
import dev.signalbox.sim.memory.Translation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One ring of a {@link StoreDevice}. */
final class StoreRing {
    private static final int TLB_ENTRIES = 64;

    private final int number;
    private final DeviceHost host;
    private final DeviceMemory memory;
    private final RingMemory ring;
    private final Mmu mmu;
    private final boolean stalls;
    private final Deque<Packet> program = new ArrayDeque<>();
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private long writePointer;
    private long done;
    private int space;
    private boolean stalled;
    private @Nullable Errno error;

    StoreRing(int number, DeviceHost host, DeviceMemory memory, boolean stalls) {
        this.number = number;
        this.host = host;
        this.memory = memory;
        this.ring = host.ring(number);
        this.mmu = new Mmu(memory, TLB_ENTRIES);
        this.stalls = stalls;
    }

    void publish(long pointer) {
        writePointer = pointer;
        run();
    }

    void resolve(boolean retry) {
        stalled = false;
        if (!retry) {
            fail();
        }
        run();
    }

    private void run() {
        long before = done;
        while (!stalled && (!program.isEmpty() || ring.readPointer() < writePointer)) {
            if (program.isEmpty()) {
                Packet packet = packet(ring.readPointer());
                ring.setReadPointer(ring.readPointer() + packet.dwords());
                execute(packet);
            } else if (store(program.getFirst())) {
                program.pollFirst();
            }
        }
        if (done > before) {
            host.interrupt(new Interrupt.Fence(number, 0, done, List.copyOf(failures)));
            failures.clear();
        }
    }

    private Packet packet(long at) {
        return Objects.requireNonNull(Packet.read(ring, at, writePointer - at));
    }

    private void execute(Packet packet) {
        if (packet instanceof Packet.Write write && write.scratch()) {
            ring.setScratch((int) write.to(), write.value());
        } else if (packet instanceof Packet.Space loaded) {
            mmu.setRoot(loaded.space(), loaded.root());
        } else if (packet instanceof Packet.Flush flush && flush.tlb()) {
            mmu.flush(flush.space());
        } else if (packet instanceof Packet.Indirect indirect) {
            begin(indirect);
        } else if (packet instanceof Packet.Fence fence) {
            end(fence.seqno());
        }
    }

    private void begin(Packet.Indirect indirect) {
        space = indirect.space();
        for (long at = indirect.address(); at < indirect.address() + indirect.length(); ) {
            Packet packet = Objects.requireNonNull(Packet.read(ring::indirect, at, indirect.length()));
            program.addLast(packet);
            at += packet.dwords();
        }
    }

    private void end(long seqno) {
        if (error != null) {
            failures.add(new Interrupt.Failure(seqno, error));
            error = null;
        }
        done = seqno;
        ring.writeFence(seqno);
    }

    /** Executes a packet of a program; returns whether that is over. */
    private boolean store(Packet packet) {
        if (packet instanceof Packet.Write write && write.scratch()) {
            ring.setScratch((int) write.to(), write.value());
            return true;
        } else if (packet instanceof Packet.Write write) {
            List<Extent> to = find(write.to(), Long.BYTES, true);
            to.forEach(extent -> memory.writeLong(extent.physical(), write.value()));
            return !to.isEmpty();
        } else if (packet instanceof Packet.Fill fill) {
            List<Extent> to = find(fill.to(), fill.bytes(), true);
            to.forEach(extent -> memory.fill(extent.physical(), extent.bytes(), fill.value()));
            return !to.isEmpty();
        } else if (packet instanceof Packet.Copy copy) {
            List<Extent> from = find(copy.from(), copy.bytes(), false);
            List<Extent> to = from.isEmpty() ? List.of() : find(copy.to(), copy.bytes(), true);
            to.forEach(extent -> memory.copy(extent.physical(), from.get(0).physical(), extent.bytes()));
            return !to.isEmpty();
        }
        throw new IllegalArgumentException("this device does not know " + packet);
    }

    /** Returns where a range is, in one piece as buffers are; nothing when it cannot be accessed. */
    private List<Extent> find(long address, long bytes, boolean write) {
        Translation found = mmu.translate(space, address, bytes, write);
        if (found instanceof Translation.Mapped mapped) {
            return mapped.extents();
        }
        Translation.Faulted fault = (Translation.Faulted) found;
        stalled = stalls;
        host.interrupt(
                new Interrupt.Fault(number, 0, done + 1, space, fault.address(), write, fault.reason(), stalled));
        if (!stalled) {
            fail();
        }
        return List.of();
    }

    private void fail() {
        error = Errno.EFAULT;
        program.clear();
    }
}
