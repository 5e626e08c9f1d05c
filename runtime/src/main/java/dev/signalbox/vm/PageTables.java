package dev.signalbox.vm;

import static dev.signalbox.device.PageTableEntry.ADDRESS_BITS;
import static dev.signalbox.device.PageTableEntry.ENTRIES;
import static dev.signalbox.device.PageTableEntry.LEVELS;
import static dev.signalbox.device.PageTableEntry.NONE;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.PageTableEntry;
import java.util.OptionalLong;

/** Writes the tables of one address space in the memory of a device; {@link PageTableEntry} is their format. */
public final class PageTables {
    /** What one entry at level 1 can map; a range is mapped so where its virtual and physical addresses are multiples of it. */
    public static final long LARGE_PAGE = PageTableEntry.bytes(1);

    private static final int TOP = LEVELS - 1;
    private static final int ENTRY_BYTES = Long.BYTES;

    private final DeviceMemory memory;
    private final PageSource pages;
    private final long root;

    /**
     * Writes tables below a top table that is empty.
     *
     * @param root its physical address
     */
    public PageTables(DeviceMemory memory, PageSource pages, long root) {
        this.memory = memory;
        this.pages = pages;
        this.root = root;
    }

    /**
     * Maps a range of whole pages, of which none is mapped.
     *
     * @return false when there is no page left for a table; nothing has changed then
     */
    public boolean map(long virtual, long physical, long bytes, boolean writable) {
        long end = checkedEnd(virtual, bytes);
        boolean mapped = new Mapping(end, physical - virtual, writable).map(root, TOP, virtual);
        if (!mapped) {
            clear(root, TOP, virtual, end);
        }
        return mapped;
    }

    /**
     * Unmaps what is mapped in a range of whole pages. What a large page maps outside the range is mapped by small ones then.
     *
     * @return false when there is no page left for the table that this takes; no translation has changed then
     */
    public boolean unmap(long virtual, long bytes) {
        long end = checkedEnd(virtual, bytes);
        if (!split(virtual) || !split(end)) {
            return false;
        }
        clear(root, TOP, virtual, end);
        return true;
    }

    /** Returns to which physical address a virtual one is mapped, if it is. */
    public OptionalLong physical(long virtual) {
        if (virtual >>> PageTableEntry.ADDRESS_BITS != 0) {
            return OptionalLong.empty();
        }
        long table = root;
        for (int level = TOP; level >= 0; level--) {
            long entry = memory.readLong(slot(table, level, virtual));
            if (!PageTableEntry.isValid(entry)) {
                return OptionalLong.empty();
            }
            if (PageTableEntry.isLeaf(entry)) {
                return OptionalLong.of(PageTableEntry.address(entry) + virtual % PageTableEntry.bytes(level));
            }
            table = PageTableEntry.address(entry);
        }
        return OptionalLong.empty();
    }

    /** Gives the top table back; nothing is mapped any more. */
    public void close() {
        if (!isEmpty(root)) {
            throw new IllegalStateException("something is still mapped below table " + root);
        }
        giveBack(root);
    }

    /** One range to map; the physical address is as far from the virtual one everywhere. */
    private final class Mapping {
        private final long end;
        private final long distance;
        private final boolean writable;

        Mapping(long end, long distance, boolean writable) {
            this.end = end;
            this.distance = distance;
            this.writable = writable;
        }

        /** Maps what a table covers from an address on; returns false when there is no page left for a table. */
        boolean map(long table, int level, long virtual) {
            long tableEnd = Math.min(end, nextMultiple(virtual, level + 1));
            for (long at = virtual; at < tableEnd; at = nextMultiple(at, level)) {
                long slot = slot(table, level, at);
                if (isLeaf(level, at)) {
                    writeLeaf(slot, at);
                } else if (!mapBelow(slot, level, at)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isLeaf(int level, long at) {
            return level == 0
                    || (level == 1 && end - at >= LARGE_PAGE && at % LARGE_PAGE == 0 && distance % LARGE_PAGE == 0);
        }

        private void writeLeaf(long slot, long at) {
            if (PageTableEntry.isValid(memory.readLong(slot))) {
                throw overlap(at);
            }
            memory.writeLong(slot, PageTableEntry.leaf(at + distance, writable));
        }

        private boolean mapBelow(long slot, int level, long at) {
            long entry = memory.readLong(slot);
            if (PageTableEntry.isLeaf(entry)) {
                throw overlap(at);
            }
            if (PageTableEntry.isValid(entry)) {
                return map(PageTableEntry.address(entry), level - 1, at);
            }
            OptionalLong page = pages.take();
            page.ifPresent(table -> memory.writeLong(slot, PageTableEntry.table(table)));
            return page.isPresent() && map(page.getAsLong(), level - 1, at);
        }
    }

    /** Unmaps what a table maps of a range, and gives the tables below it back that are empty then. */
    private void clear(long table, int level, long virtual, long end) {
        long tableEnd = Math.min(end, nextMultiple(virtual, level + 1));
        for (long at = virtual; at < tableEnd; at = nextMultiple(at, level)) {
            long slot = slot(table, level, at);
            long entry = memory.readLong(slot);
            if (PageTableEntry.isLeaf(entry)) {
                memory.writeLong(slot, NONE);
            } else if (PageTableEntry.isValid(entry)) {
                clearBelow(slot, PageTableEntry.address(entry), level - 1, at, end);
            }
        }
    }

    private void clearBelow(long slot, long table, int level, long virtual, long end) {
        clear(table, level, virtual, end);
        if (isEmpty(table)) {
            memory.writeLong(slot, NONE);
            giveBack(table);
        }
    }

    /** Makes sure that no large page maps both sides of an address; returns false when there is no page for the table. */
    private boolean split(long virtual) {
        OptionalLong slot = virtual % LARGE_PAGE == 0 ? OptionalLong.empty() : largePage(virtual);
        if (slot.isEmpty()) {
            return true;
        }
        OptionalLong table = pages.take();
        table.ifPresent(page -> split(slot.getAsLong(), page));
        return table.isPresent();
    }

    private void split(long slot, long table) {
        long large = memory.readLong(slot);
        for (int i = 0; i < ENTRIES; i++) {
            long physical = PageTableEntry.address(large) + i * PageTableEntry.bytes(0);
            memory.writeLong(
                    table + (long) i * ENTRY_BYTES, PageTableEntry.leaf(physical, PageTableEntry.isWritable(large)));
        }
        memory.writeLong(slot, PageTableEntry.table(table));
    }

    /** Returns where the entry is that maps an address with a large page, if there is one. */
    private OptionalLong largePage(long virtual) {
        long table = root;
        for (int level = TOP; level > 1; level--) {
            long entry = memory.readLong(slot(table, level, virtual));
            if (!PageTableEntry.isValid(entry)) {
                return OptionalLong.empty();
            }
            table = PageTableEntry.address(entry);
        }
        long slot = slot(table, 1, virtual);
        return PageTableEntry.isLeaf(memory.readLong(slot)) ? OptionalLong.of(slot) : OptionalLong.empty();
    }

    private boolean isEmpty(long table) {
        for (int i = 0; i < ENTRIES; i++) {
            if (memory.readLong(table + (long) i * ENTRY_BYTES) != NONE) {
                return false;
            }
        }
        return true;
    }

    private void giveBack(long table) {
        memory.fill(table, DeviceMemory.PAGE, 0);
        pages.give(table);
    }

    private static long slot(long table, int level, long virtual) {
        return table + (long) PageTableEntry.index(virtual, level) * ENTRY_BYTES;
    }

    /** Returns the first address behind another one at which an entry of a level begins. */
    private static long nextMultiple(long address, int level) {
        long bytes = PageTableEntry.bytes(level);
        return (address / bytes + 1) * bytes;
    }

    private static long checkedEnd(long virtual, long bytes) {
        long most = 1L << ADDRESS_BITS;
        if (virtual < 0 || bytes < 1 || virtual > most - bytes || (virtual | bytes) % DeviceMemory.PAGE != 0) {
            throw new IllegalArgumentException(
                    "no whole pages of an address space: " + bytes + " bytes at address " + virtual);
        }
        return virtual + bytes;
    }

    private static IllegalStateException overlap(long virtual) {
        return new IllegalStateException("something is mapped at address " + virtual);
    }
}
