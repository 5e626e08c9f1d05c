package dev.signalbox.memory;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.vm.PageSource;
import dev.signalbox.vm.PageTables;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which memory of a device is free. A part of it is kept apart for page tables, of system memory when there is enough, which is still
 * there when VRAM has lost its contents. What is free reads as 0.
 */
final class PhysicalMemory implements PageSource {
    private static final long SHARE_OF_TABLES = 64;
    private static final long LEAST_TABLES = 64;
    private static final long MOST_SHARE_OF_TABLES = 4;

    private final DeviceMemory memory;
    private final boolean losesTables;
    private final Ranges tables;
    private final Ranges vram;
    private final Ranges system;

    /** Manages all memory of a device. */
    PhysicalMemory(DeviceMemory memory) {
        this.memory = memory;
        long wanted = bytesForTables(memory.vramBytes() + memory.systemBytes());
        boolean inSystem = wanted <= memory.systemBytes() / 2 || memory.vramBytes() == 0;
        long ofSystem = inSystem ? wanted : 0;
        long ofVram = inSystem ? 0 : wanted;
        this.losesTables = !inSystem;
        this.tables = new Ranges(inSystem ? DeviceMemory.SYSTEM : 0, wanted);
        this.vram = new Ranges(ofVram, memory.vramBytes() - ofVram);
        this.system = new Ranges(DeviceMemory.SYSTEM + ofSystem, memory.systemBytes() - ofSystem);
    }

    private static long bytesForTables(long bytes) {
        long pages = bytes / DeviceMemory.PAGE;
        long share = Math.max(LEAST_TABLES, pages / SHARE_OF_TABLES);
        return Math.min(share, pages / MOST_SHARE_OF_TABLES) * DeviceMemory.PAGE;
    }

    /** Takes whole pages next to each other, of VRAM when there is room; returns nothing when there is none anywhere. */
    OptionalLong take(long bytes) {
        OptionalLong taken = OptionalLong.empty();
        for (Ranges region : List.of(vram, system)) {
            if (taken.isEmpty()) {
                taken = takeFrom(region, bytes);
            }
        }
        return taken;
    }

    private static OptionalLong takeFrom(Ranges region, long bytes) {
        OptionalLong aligned =
                bytes < PageTables.LARGE_PAGE ? OptionalLong.empty() : region.take(bytes, PageTables.LARGE_PAGE);
        return aligned.isPresent() ? aligned : region.take(bytes, DeviceMemory.PAGE);
    }

    /** Gives pages back, whose contents are gone then. */
    void give(long physical, long bytes) {
        memory.fill(physical, bytes, 0);
        (physical < DeviceMemory.SYSTEM ? vram : system).give(physical, bytes);
    }

    /** Returns how many bytes could be taken at most. */
    long largest() {
        return Math.max(vram.largest(), system.largest());
    }

    /** Returns whether tables are gone when VRAM has lost its contents. */
    boolean losesTables() {
        return losesTables;
    }

    /** Returns how many bytes are free for buffers. */
    long freeBytes() {
        return vram.freeBytes() + system.freeBytes();
    }

    /** Returns how many bytes are free for tables. */
    long freeTableBytes() {
        return tables.freeBytes();
    }

    @Override
    public OptionalLong take() {
        return tables.take(DeviceMemory.PAGE, DeviceMemory.PAGE);
    }

    @Override
    public void give(long page) {
        tables.give(page, DeviceMemory.PAGE);
    }
}
