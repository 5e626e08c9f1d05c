package dev.signalbox.sim.memory;

import dev.signalbox.device.PageTableEntry;

/**
 * The translations that one engine remembers: of single pages, and of the larger ones that a table of level 1 maps. Each has exactly
 * one place, which follows from its address; whoever comes to a place that is taken drives out what was there.
 */
final class Tlb {
    private static final int SPACE_BITS = 4;

    /** Which space, page and level a place is for; 0 when it is free. */
    private final long[] tags;

    private final long[] leaves;

    /** Creates an empty one with so many places, at least 1. */
    Tlb(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("a TLB has at least one place, not " + places);
        }
        tags = new long[places];
        leaves = new long[places];
    }

    /** Returns the leaf of a level that is remembered for an address; {@link PageTableEntry#NONE} when none is. */
    long find(int space, long address, int level) {
        int place = place(address, level);
        return tags[place] == tag(space, address, level) ? leaves[place] : PageTableEntry.NONE;
    }

    void put(int space, long address, int level, long leaf) {
        int place = place(address, level);
        tags[place] = tag(space, address, level);
        leaves[place] = leaf;
    }

    /** Forgets everything about a space. */
    void flush(int space) {
        for (int i = 0; i < tags.length; i++) {
            if ((tags[i] & ((1 << SPACE_BITS) - 1)) == space) {
                tags[i] = 0;
            }
        }
    }

    private int place(long address, int level) {
        return (int) (address / PageTableEntry.bytes(level) % tags.length);
    }

    /** A space is never 0, so a tag is not either. */
    private static long tag(int space, long address, int level) {
        return (address / PageTableEntry.bytes(level)) << (SPACE_BITS + 1) | (long) level << SPACE_BITS | space;
    }
}
