package dev.signalbox.device;

/**
 * The format of page tables: four levels of 512 entries of 64 bits, for virtual addresses of 48 bits and pages of 4 KiB. The entry of
 * a table at level 3 (the top), 2 or 1 points to the next table; at level 0 it maps a page. At level 1 it may map 2 MiB instead.
 *
 * <p>Bit 0: valid. Bit 1: may be written. Bit 2: maps memory (always set at level 0). Bits 12 to 51: the physical address.
 */
public final class PageTableEntry {
    /** How many levels there are; the top one is the last. */
    public static final int LEVELS = 4;

    /** How many entries a table has; it fills a page. */
    public static final int ENTRIES = 512;

    /** How many bits a virtual address has. */
    public static final int ADDRESS_BITS = 48;

    /** What maps or points to nothing. */
    public static final long NONE = 0;

    private static final long VALID = 1;
    private static final long WRITABLE = 2;
    private static final long LEAF = 4;
    private static final long ADDRESS = (1L << 52) - DeviceMemory.PAGE;

    private PageTableEntry() {}

    /** Points to the next table. */
    public static long table(long physical) {
        return (physical & ADDRESS) | VALID;
    }

    /** Maps memory. */
    public static long leaf(long physical, boolean writable) {
        return (physical & ADDRESS) | VALID | LEAF | (writable ? WRITABLE : 0);
    }

    /** Returns whether it maps or points to something. */
    public static boolean isValid(long entry) {
        return (entry & VALID) != 0;
    }

    /** Returns whether it maps memory. */
    public static boolean isLeaf(long entry) {
        return (entry & LEAF) != 0;
    }

    /** Returns whether what it maps may be written. */
    public static boolean isWritable(long entry) {
        return (entry & WRITABLE) != 0;
    }

    /** Returns the physical address of what it maps or points to. */
    public static long address(long entry) {
        return entry & ADDRESS;
    }

    /** Returns how many bytes an entry of a level covers. */
    public static long bytes(int level) {
        return (long) DeviceMemory.PAGE << (9 * level);
    }

    /** Returns which entry of a table of a level is on the way to a virtual address. */
    public static int index(long virtual, int level) {
        return (int) (virtual >>> (12 + 9 * level)) & (ENTRIES - 1);
    }
}
