package dev.signalbox.memory;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.Usage;
import dev.signalbox.vm.AddressSpace;
import dev.signalbox.vm.PageSource;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The address space of a client, and the jobs that may execute in it. What its tables give back is kept apart until they are over. */
final class ClientSpace {
    private static final long NO_PAGE = -1;

    /** The pages of its tables. */
    private static final class Tables implements PageSource {
        private final DeviceMemory memory;
        private final PhysicalMemory physical;
        private final Quarantine quarantine;
        private final TreeSet<Long> used = new TreeSet<>();
        private final List<Long> loose = new ArrayList<>();

        Tables(DeviceMemory memory, PhysicalMemory physical, Quarantine quarantine) {
            this.memory = memory;
            this.physical = physical;
            this.quarantine = quarantine;
        }

        @Override
        public OptionalLong take() {
            OptionalLong page = physical.take();
            if (page.isEmpty()) {
                quarantine.sweep();
                page = physical.take();
            }
            page.ifPresent(used::add);
            return page;
        }

        @Override
        public void give(long page) {
            used.remove(page);
            loose.add(page);
        }

        /** Clears all tables, and gives back what is used but for one page. */
        void clearAndGiveAllBut(long kept) {
            for (long page : List.copyOf(used)) {
                memory.fill(page, DeviceMemory.PAGE, 0);
                if (page != kept) {
                    give(page);
                }
            }
        }

        List<Long> takeLoose() {
            List<Long> taken = List.copyOf(loose);
            loose.clear();
            return taken;
        }
    }

    private final AddressSpace space;
    private final Tables tables;
    private final Quarantine quarantine;
    private final Reservation<FenceId> jobs;

    private ClientSpace(AddressSpace space, Tables tables, Quarantine quarantine, SignalledView signalled) {
        this.space = space;
        this.tables = tables;
        this.quarantine = quarantine;
        this.jobs = new Reservation<>(signalled);
    }

    /** Creates one where nothing is mapped; null when there is no page for its top table. */
    static @Nullable ClientSpace create(
            int client, DeviceMemory memory, PhysicalMemory physical, Quarantine quarantine, SignalledView signalled) {
        Tables tables = new Tables(memory, physical, quarantine);
        AddressSpace space = AddressSpace.create(client, memory, tables);
        return space == null ? null : new ClientSpace(space, tables, quarantine, signalled);
    }

    /** Returns what an engine must have loaded from now on. */
    SpaceState state() {
        return space.state();
    }

    /** A job is to execute here, in the state that there is now. */
    void executes(FenceId finished) {
        jobs.reserve(1);
        jobs.add(finished, Usage.BOOKKEEP);
    }

    /** Maps memory; without a page for a table it is given back instead, and this returns false. */
    boolean map(long address, long physical, long bytes) {
        boolean mapped = space.map(address, physical, bytes, true);
        if (!mapped) {
            hold(Quarantine.NO_BUFFER, physical, bytes);
        }
        return mapped;
    }

    /** Unmaps what is mapped in a range; its memory stays where it is. */
    void unmap(long address, long bytes) {
        if (!space.unmap(address, bytes)) {
            throw new IllegalStateException("address " + address + " shares a large page with what stays");
        }
        quarantine.holdTables(jobs.pending(Usage.BOOKKEEP), tables.takeLoose());
    }

    /** Unmaps memory, and gives it back. */
    void unmap(long buffer, Placement placement) {
        if (!space.unmap(placement.address(), placement.bytes())) {
            throw new IllegalStateException("buffer " + placement.buffer() + " shares a large page with another one");
        }
        hold(buffer, placement.physical(), placement.bytes());
    }

    private void hold(long buffer, long physical, long bytes) {
        quarantine.hold(jobs.pending(Usage.BOOKKEEP), buffer, physical, bytes, tables.takeLoose());
    }

    boolean isMapped(long address) {
        return space.isMapped(address);
    }

    /** What tables said is gone with their memory, and no engine remembers any of it: maps again what was mapped. */
    void restore(List<Placement> mapped) {
        tables.clearAndGiveAllBut(state().root());
        quarantine.holdTables(List.of(), tables.takeLoose());
        for (Placement placement : mapped) {
            if (!map(placement.address(), placement.physical(), placement.bytes())) {
                throw new IllegalStateException(
                        "buffer " + placement.buffer() + " was mapped, and there is no room for that");
            }
        }
    }

    /** Gives all tables back, also those to which nothing has led since memory was lost; nothing is mapped any more. */
    void close() {
        space.close();
        tables.clearAndGiveAllBut(NO_PAGE);
        quarantine.holdTables(jobs.pending(Usage.BOOKKEEP), tables.takeLoose());
    }
}
