package dev.signalbox.sim.memory;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt.FaultReason;
import dev.signalbox.device.PageTableEntry;

/**
 * A walk through the tables of a space, for one address after the other. For the next one it starts at the lowest table that both
 * have in common, so a long range reads each of the upper entries once.
 */
final class Walk {
    private static final int TOP = PageTableEntry.LEVELS - 1;

    private final DeviceMemory memory;
    /** The tables on the way to the last address, by level. */
    private final long[] tables = new long[PageTableEntry.LEVELS];
    /** The level of the lowest of them that is known. */
    private int lowest = TOP;

    private long last;
    private long leaf;
    private int level;
    private FaultReason fault = FaultReason.UNMAPPED;

    Walk(DeviceMemory memory, long root) {
        this.memory = memory;
        tables[TOP] = root;
    }

    static boolean isVirtual(long address) {
        return address >>> PageTableEntry.ADDRESS_BITS == 0;
    }

    /** Walks to an address; returns whether there is a leaf that allows the access. */
    boolean to(long address, boolean write) {
        if (!isVirtual(address)) {
            return faulted(FaultReason.UNMAPPED);
        }
        climb(address);
        while (memory.contains(tables[lowest], DeviceMemory.PAGE)) {
            long entry = entry(address);
            if (lowest == 0 || !PageTableEntry.isValid(entry) || PageTableEntry.isLeaf(entry)) {
                return arrive(entry, write);
            }
            lowest--;
            tables[lowest] = PageTableEntry.address(entry);
        }
        return faulted(FaultReason.NO_MEMORY);
    }

    /** Goes up to the lowest table that is also on the way to this address. */
    private void climb(long address) {
        while (lowest < TOP && (address ^ last) >= PageTableEntry.bytes(lowest + 1)) {
            lowest++;
        }
        last = address;
    }

    private long entry(long address) {
        return memory.readLong(tables[lowest] + (long) Long.BYTES * PageTableEntry.index(address, lowest));
    }

    private boolean arrive(long entry, boolean write) {
        if (!PageTableEntry.isValid(entry) || !PageTableEntry.isLeaf(entry) || lowest > Mmu.HIGHEST_LEAF) {
            return faulted(FaultReason.UNMAPPED);
        }
        if (!memory.contains(PageTableEntry.address(entry), PageTableEntry.bytes(lowest))) {
            return faulted(FaultReason.NO_MEMORY);
        }
        if (write && !PageTableEntry.isWritable(entry)) {
            return faulted(FaultReason.READ_ONLY);
        }
        take(entry, lowest);
        return true;
    }

    /** Takes a leaf that is known without a walk. */
    void take(long known, int ofLevel) {
        leaf = known;
        level = ofLevel;
    }

    private boolean faulted(FaultReason reason) {
        fault = reason;
        return false;
    }

    /** Returns the leaf that was found. */
    long leaf() {
        return leaf;
    }

    /** Returns the level of the table that the leaf stands in. */
    int level() {
        return level;
    }

    /** Returns why there is none. */
    FaultReason fault() {
        return fault;
    }
}
