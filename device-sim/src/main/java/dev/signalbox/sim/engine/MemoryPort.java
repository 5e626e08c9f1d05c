package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.sim.memory.Extent;
import dev.signalbox.sim.memory.Mmu;
import dev.signalbox.sim.memory.Translation;
import java.util.List;

/** How the packets of one ring reach memory: through page tables, seen by who keeps the accesses of an entry. */
final class MemoryPort {
    private final DeviceMemory memory;
    private final Mmu mmu;
    private final long missNanos;
    private final boolean keepAccesses;
    private final Accesses accesses = new Accesses();
    private long missesPaid;

    MemoryPort(DeviceMemory memory, int tlbEntries, long missNanos, boolean keepAccesses) {
        this.memory = memory;
        this.mmu = new Mmu(memory, tlbEntries);
        this.missNanos = missNanos;
        this.keepAccesses = keepAccesses;
    }

    DeviceMemory memory() {
        return memory;
    }

    Mmu mmu() {
        return mmu;
    }

    Translation translate(int space, long address, long bytes, boolean write) {
        return mmu.translate(space, address, bytes, write);
    }

    /** Returns what the walks since the last call cost. */
    long takeWalkNanos() {
        long walks = mmu.misses() - missesPaid;
        missesPaid += walks;
        return Speed.times(walks, missNanos);
    }

    /** Takes note of an access that is done. */
    void accessed(List<Extent> extents, boolean write) {
        if (keepAccesses) {
            accesses.add(extents, write);
        }
    }

    Accesses accesses() {
        return accesses;
    }

    /** Returns whether a range has a length, and an end that is an address. */
    static boolean isRange(long address, long bytes) {
        return bytes >= 0 && Long.compareUnsigned(address + bytes, address) >= 0;
    }
}
