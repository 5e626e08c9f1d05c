package dev.signalbox.sim.kernel;

import dev.signalbox.sim.memory.Extent;
import java.util.List;

/** One use of a kernel and where it is; remembers the extent that was asked for last. */
final class Window {
    private final Kernel.Use use;
    private final List<Extent> extents;
    private int current;
    /** How many bytes of the use stand before the current extent. */
    private long before;

    Window(Kernel.Use use, List<Extent> extents) {
        long bytes = extents.stream().mapToLong(Extent::bytes).sum();
        if (bytes != use.bytes()) {
            throw new IllegalArgumentException(use + " has " + bytes + " bytes in its extents");
        }
        this.use = use;
        this.extents = extents;
    }

    boolean allows(long address, int bytes, boolean write) {
        long offset = address - use.address();
        return offset >= 0 && offset <= use.bytes() - bytes && (use.write() || !write);
    }

    /** Returns the physical address of one that lies in the window. */
    long physical(long address) {
        long offset = address - use.address();
        if (offset < before) {
            current = 0;
            before = 0;
        }
        Extent extent = extents.get(current);
        while (offset - before >= extent.bytes()) {
            before += extent.bytes();
            current++;
            extent = extents.get(current);
        }
        return extent.physical() + (offset - before);
    }
}
