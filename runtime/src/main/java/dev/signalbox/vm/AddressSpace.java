package dev.signalbox.vm;

import dev.signalbox.device.DeviceMemory;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The address space of a client: its tables, and how many flushes what was unmapped there needs. */
public final class AddressSpace {
    private final PageTables tables;
    private SpaceState state;

    private AddressSpace(PageTables tables, SpaceState state) {
        this.tables = tables;
        this.state = state;
    }

    /**
     * Creates one where nothing is mapped; null when there is no page for its top table.
     *
     * @param id its number on its device
     */
    public static @Nullable AddressSpace create(int id, DeviceMemory memory, PageSource pages) {
        OptionalLong root = pages.take();
        return root.isEmpty()
                ? null
                : new AddressSpace(
                        new PageTables(memory, pages, root.getAsLong()), new SpaceState(id, root.getAsLong(), 0));
    }

    /** Returns what an engine must have loaded from now on. */
    public SpaceState state() {
        return state;
    }

    /**
     * Maps a range; see {@link PageTables#map}. No flush is needed for that: translations that are not there are not kept. One that
     * fails needs a flush, for an engine may have seen a part of it.
     */
    public boolean map(long virtual, long physical, long bytes, boolean writable) {
        boolean mapped = tables.map(virtual, physical, bytes, writable);
        if (!mapped) {
            needFlush();
        }
        return mapped;
    }

    /** Unmaps a range; see {@link PageTables#unmap}. Jobs that are prepared from now on execute behind one flush more. */
    public boolean unmap(long virtual, long bytes) {
        if (!tables.unmap(virtual, bytes)) {
            return false;
        }
        needFlush();
        return true;
    }

    private void needFlush() {
        state = new SpaceState(state.id(), state.root(), state.flushes() + 1);
    }

    /** Returns whether something is mapped at an address. */
    public boolean isMapped(long virtual) {
        return tables.physical(virtual).isPresent();
    }

    /** Gives the top table back; nothing is mapped any more, and nobody executes in this address space. */
    public void close() {
        tables.close();
    }
}
