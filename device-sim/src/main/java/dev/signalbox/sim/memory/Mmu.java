package dev.signalbox.sim.memory;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt.FaultReason;
import dev.signalbox.device.PageTableEntry;
import java.util.Arrays;
import java.util.List;

/**
 * The way of one engine from virtual to physical addresses: page tables that are walked in memory, and a TLB. Its spaces are numbered
 * from 1.
 *
 * <p>Whether something may be written is said by the leaf that maps it. An entry that its level does not know (a leaf above level 1, a
 * pointer at level 0) maps nothing. A table or a leaf exists if all its bytes do. Addresses of more than 48 bits are not mapped.
 *
 * <p>What was found is remembered until its place in the TLB is taken, so it may be out of date until {@link #flush}. A write that a
 * remembered translation does not allow is walked for again.
 */
public final class Mmu {
    /** The highest number of a space. */
    public static final int LAST_SPACE = 15;

    static final int HIGHEST_LEAF = 1;

    private static final long NO_ROOT = -1;

    private final DeviceMemory memory;
    private final Tlb tlb;
    private final long[] roots = new long[LAST_SPACE + 1];
    private long hits;
    private long misses;

    /**
     * Creates one that knows no space.
     *
     * @param tlbEntries how many translations it remembers at most, at least 1
     */
    public Mmu(DeviceMemory memory, int tlbEntries) {
        this.memory = memory;
        this.tlb = new Tlb(tlbEntries);
        Arrays.fill(roots, NO_ROOT);
    }

    /**
     * Says where the tables of a space begin, and forgets what was known of it.
     *
     * @param space 1 to {@link #LAST_SPACE}
     * @param root the physical address of the table at the top; what it has below a page, or above 52 bits, does not count
     */
    public void setRoot(int space, long root) {
        checkSpace(space);
        roots[space] = PageTableEntry.address(root);
        tlb.flush(space);
    }

    /** Forgets the translations of a space, 1 to {@link #LAST_SPACE}. */
    public void flush(int space) {
        checkSpace(space);
        tlb.flush(space);
    }

    /** Forgets all spaces, as when the whole device was reset. */
    public void reset() {
        for (int space = 1; space <= LAST_SPACE; space++) {
            roots[space] = NO_ROOT;
            tlb.flush(space);
        }
    }

    /**
     * Finds the bytes of a range.
     *
     * @param space any number; one that has no tables faults
     * @param bytes at least 0; an access of no bytes never faults
     * @param write whether they are to be written
     */
    public Translation translate(int space, long address, long bytes, boolean write) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a range has at least 0 bytes, not " + bytes);
        }
        if (bytes == 0) {
            return new Translation.Mapped(List.of());
        }
        return hasTables(space)
                ? find(space, address, bytes, write)
                : new Translation.Faulted(address, FaultReason.NO_SPACE);
    }

    private Translation find(int space, long address, long bytes, boolean write) {
        Extents extents = new Extents();
        Walk walk = new Walk(memory, roots[space]);
        for (long done = 0; done < bytes; ) {
            long at = address + done;
            if (!lookUp(space, at, write, walk)) {
                return new Translation.Faulted(at, walk.fault());
            }
            long size = PageTableEntry.bytes(walk.level());
            long within = at & (size - 1);
            long piece = Math.min(size - within, bytes - done);
            extents.add(PageTableEntry.address(walk.leaf()) + within, piece);
            done += piece;
        }
        return new Translation.Mapped(extents.list());
    }

    /** Finds the leaf for an address, where it is remembered or else in the tables; returns whether there is one that allows it. */
    private boolean lookUp(int space, long address, boolean write, Walk walk) {
        if (isRemembered(space, address, write, walk)) {
            hits++;
            return true;
        }
        misses++;
        if (!walk.to(address, write)) {
            return false;
        }
        tlb.put(space, address, walk.level(), walk.leaf());
        return true;
    }

    private boolean isRemembered(int space, long address, boolean write, Walk walk) {
        for (int level = 0; level <= HIGHEST_LEAF && Walk.isVirtual(address); level++) {
            long leaf = tlb.find(space, address, level);
            if (leaf != PageTableEntry.NONE && (!write || PageTableEntry.isWritable(leaf))) {
                walk.take(leaf, level);
                return true;
            }
        }
        return false;
    }

    /** Returns how often a translation was remembered, once for each page, or larger page, of a range. */
    public long hits() {
        return hits;
    }

    /** Returns how often the tables were walked, once for each page, or larger page, of a range. */
    public long misses() {
        return misses;
    }

    private boolean hasTables(int space) {
        return space >= 1 && space <= LAST_SPACE && roots[space] != NO_ROOT;
    }

    private static void checkSpace(int space) {
        if (space < 1 || space > LAST_SPACE) {
            throw new IllegalArgumentException("an address space is numbered 1 to " + LAST_SPACE + ", not " + space);
        }
    }
}
