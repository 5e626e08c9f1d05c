package dev.signalbox.sim.memory;

import java.util.ArrayList;
import java.util.List;

/** Gathers extents, and makes one of those that are neighbours. */
final class Extents {
    private final List<Extent> closed = new ArrayList<>();
    private long physical;
    private long bytes;

    void add(long start, long length) {
        if (bytes > 0 && physical + bytes == start) {
            bytes += length;
            return;
        }
        close();
        physical = start;
        bytes = length;
    }

    List<Extent> list() {
        close();
        return closed;
    }

    private void close() {
        if (bytes > 0) {
            closed.add(new Extent(physical, bytes));
            bytes = 0;
        }
    }
}
