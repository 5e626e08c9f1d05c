package dev.signalbox.vm;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.PageTableEntry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that page tables map, found by looking at every entry. Pages are counted from 0. */
final class Walk {
    private final DeviceMemory memory;
    private final Map<Long, Long> pages = new TreeMap<>();
    private final Set<Long> writable = new TreeSet<>();
    private long largeLeaves;
    private long smallLeaves;

    private Walk(DeviceMemory memory) {
        this.memory = memory;
    }

    static Walk of(DeviceMemory memory, long root) {
        Walk walk = new Walk(memory);
        walk.table(root, PageTableEntry.LEVELS - 1, 0);
        return walk;
    }

    private void table(long table, int level, long firstPage) {
        long covered = PageTableEntry.bytes(level) / DeviceMemory.PAGE;
        for (int i = 0; i < PageTableEntry.ENTRIES; i++) {
            long entry = memory.readLong(table + 8L * i);
            if (PageTableEntry.isLeaf(entry)) {
                leaf(entry, level, firstPage + i * covered, covered);
            } else if (PageTableEntry.isValid(entry)) {
                table(PageTableEntry.address(entry), level - 1, firstPage + i * covered);
            }
        }
    }

    private void leaf(long entry, int level, long firstPage, long count) {
        largeLeaves += level == 1 ? 1 : 0;
        smallLeaves += level == 0 ? 1 : 0;
        for (long page = 0; page < count; page++) {
            pages.put(firstPage + page, PageTableEntry.address(entry) / DeviceMemory.PAGE + page);
            if (PageTableEntry.isWritable(entry)) {
                writable.add(firstPage + page);
            }
        }
    }

    Map<Long, Long> pages() {
        return pages;
    }

    Set<Long> writable() {
        return writable;
    }

    long largeLeaves() {
        return largeLeaves;
    }

    long smallLeaves() {
        return smallLeaves;
    }
}
