package dev.signalbox.sim.memory;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.PageTableEntry;

/** Writes page tables, as a host does. Tables are taken one behind the other and never given back. */
final class Tables {
    private final DeviceMemory memory;
    private final long root;
    private long next;

    /** Takes its tables from an address on; the first is the root. */
    Tables(DeviceMemory memory, long root) {
        this.memory = memory;
        this.root = root;
        this.next = root + DeviceMemory.PAGE;
    }

    long root() {
        return root;
    }

    void map(long virtual, long physical, int level, boolean writable) {
        put(virtual, level, PageTableEntry.leaf(physical, writable));
    }

    void unmap(long virtual) {
        put(virtual, 0, PageTableEntry.NONE);
    }

    /** Writes the entry of a level; a leaf in the way is replaced by a table. */
    void put(long virtual, int level, long entry) {
        long table = root;
        for (int at = PageTableEntry.LEVELS - 1; at > level; at--) {
            table = below(place(table, virtual, at));
        }
        memory.writeLong(place(table, virtual, level), entry);
    }

    private long below(long place) {
        long entry = memory.readLong(place);
        if (PageTableEntry.isValid(entry) && !PageTableEntry.isLeaf(entry)) {
            return PageTableEntry.address(entry);
        }
        long made = next;
        next += DeviceMemory.PAGE;
        memory.writeLong(place, PageTableEntry.table(made));
        return made;
    }

    private static long place(long table, long virtual, int level) {
        return table + 8L * PageTableEntry.index(virtual, level);
    }
}
