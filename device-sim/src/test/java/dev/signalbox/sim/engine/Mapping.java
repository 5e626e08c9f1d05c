package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.PageTableEntry;

/** Page tables that a test writes: each table takes the next page from an address on. */
final class Mapping {
    final long root;
    private final DeviceMemory memory;
    private long nextTable;

    Mapping(DeviceMemory memory, long tables) {
        this.memory = memory;
        this.root = tables;
        this.nextTable = tables + DeviceMemory.PAGE;
    }

    /** Maps a page. */
    void map(long virtual, long physical, boolean writable) {
        long table = root;
        for (int level = PageTableEntry.LEVELS - 1; level > 0; level--) {
            table = below(entry(table, virtual, level));
        }
        memory.writeLong(entry(table, virtual, 0), PageTableEntry.leaf(physical, writable));
    }

    private long below(long entry) {
        if (!PageTableEntry.isValid(memory.readLong(entry))) {
            memory.writeLong(entry, PageTableEntry.table(nextTable));
            nextTable += DeviceMemory.PAGE;
        }
        return PageTableEntry.address(memory.readLong(entry));
    }

    private static long entry(long table, long virtual, int level) {
        return table + (long) PageTableEntry.index(virtual, level) * Long.BYTES;
    }
}
