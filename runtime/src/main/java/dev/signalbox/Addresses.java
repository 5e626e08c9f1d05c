package dev.signalbox;

import dev.signalbox.device.PageTableEntry;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;

/** The addresses that the buffers of one client get, in ascending order: none is given twice. */
final class Addresses {
    private static final long FIRST = 1L << 20;
    private static final long GRANULE = 1L << 16;
    private static final long LARGE = PageTableEntry.bytes(1);
    private static final long END = 1L << PageTableEntry.ADDRESS_BITS;

    private long next = FIRST;

    /** Returns where a buffer of so many bytes begins; a large one where large pages can map it. */
    long next(long bytes) {
        long address = roundUp(next, bytes < LARGE ? GRANULE : LARGE);
        if (bytes > END - address) {
            throw new Refusal(
                    Errno.ENOMEM,
                    "the client has no addresses left for " + bytes + " bytes",
                    "make smaller buffers, or open another client");
        }
        next = roundUp(address + bytes, GRANULE);
        return address;
    }

    private static long roundUp(long address, long multiple) {
        return (address + multiple - 1) / multiple * multiple;
    }
}
