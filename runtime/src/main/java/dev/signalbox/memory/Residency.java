package dev.signalbox.memory;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the buffers of a device memory, and maps them for their clients. A buffer has an address from its creation on; it gets memory
 * when somebody needs it there, and keeps it until it is released.
 */
public final class Residency {
    private static final int DWORD = Integer.BYTES;

    /** A buffer: where its client sees it, and where it is once it has memory. */
    private static final class Resident {
        private final int client;
        private final long address;
        private final long bytes;
        private @Nullable Placement placement;

        Resident(int client, long address, long bytes) {
            this.client = client;
            this.address = address;
            this.bytes = bytes;
        }

        long pages() {
            return (bytes - 1) / DeviceMemory.PAGE + 1;
        }

        boolean holds(long at) {
            return at >= address && (at - address) / DeviceMemory.PAGE < pages();
        }
    }

    private final DeviceMemory memory;
    private final PhysicalMemory physical;
    private final Map<Long, Resident> residents = new TreeMap<>();
    private final Map<Integer, TreeMap<Long, Long>> byAddress = new HashMap<>();
    private final Map<Integer, ClientSpace> spaces = new TreeMap<>();
    private final Quarantine quarantine;
    private final SignalledView signalled;

    /**
     * Manages all memory of a device.
     *
     * @param signalled what is known of the fences of all jobs
     */
    public Residency(DeviceMemory memory, SignalledView signalled) {
        this.memory = memory;
        this.physical = new PhysicalMemory(memory);
        this.quarantine = new Quarantine(physical, signalled);
        this.signalled = signalled;
    }

    /**
     * Adds a buffer, without memory.
     *
     * @param address where its client sees it: whole pages that no other buffer of the client has ever had
     */
    public void add(int client, long buffer, long address, long bytes) {
        residents.put(buffer, new Resident(client, address, bytes));
        byAddress.computeIfAbsent(client, first -> new TreeMap<>()).put(address, buffer);
    }

    /** A buffer is not to get memory any more; without memory, it is forgotten. */
    public void destroy(long buffer) {
        Resident resident = resident(buffer);
        byAddress.getOrDefault(resident.client, new TreeMap<>()).remove(resident.address);
        if (resident.placement == null) {
            residents.remove(buffer);
        }
    }

    /** Returns which of these buffers have no memory yet, each once. */
    public List<Long> unplaced(Collection<Long> buffers) {
        return buffers.stream()
                .filter(buffer -> resident(buffer).placement == null)
                .distinct()
                .toList();
    }

    /**
     * Gives buffers memory that have none, and maps them.
     *
     * @return where they are now, in the order of the list
     * @throws Refusal ENOMEM when there is no room for all of them; nothing has changed then
     */
    public List<Placement> place(List<Long> unplaced) {
        List<Placement> placed = new ArrayList<>(unplaced.size());
        try {
            unplaced.forEach(buffer -> placed.add(place(buffer)));
        } catch (Refusal noRoom) {
            placed.forEach(each -> takeMemory(resident(each.buffer()), each, Quarantine.NO_BUFFER));
            throw noRoom;
        }
        return placed;
    }

    private Placement place(long buffer) {
        Resident resident = resident(buffer);
        ClientSpace space = spaceOf(resident.client);
        long bytes = checkedBytes(buffer, resident);
        OptionalLong taken = physical.take(bytes);
        if (taken.isEmpty()) {
            throw new Refusal(
                    Errno.ENOMEM,
                    "buffer " + buffer + " needs " + bytes + " bytes next to each other, and at most "
                            + physical.largest() + " are free",
                    "destroy buffers that no job needs any more, or make smaller ones");
        }
        if (!space.map(resident.address, taken.getAsLong(), bytes)) {
            throw noTables();
        }
        Placement placement = new Placement(buffer, resident.address, taken.getAsLong(), bytes);
        resident.placement = placement;
        return placement;
    }

    /** A size that cannot even be rounded up is more than any device has. */
    private long checkedBytes(long buffer, Resident resident) {
        long most = memory.vramBytes() + memory.systemBytes();
        if (resident.bytes > most) {
            throw new Refusal(
                    Errno.ENOMEM,
                    "buffer " + buffer + " has " + resident.bytes + " bytes, more than all memory of the device",
                    "make smaller ones");
        }
        return resident.pages() * DeviceMemory.PAGE;
    }

    /**
     * Unmaps a buffer that was destroyed, whose jobs are over. Its memory is free when no engine can reach it any more, which
     * {@link #takeReleased} tells. A buffer that was released before is left alone.
     */
    public void release(long buffer) {
        Resident resident = residents.remove(buffer);
        if (resident != null && resident.placement != null) {
            takeMemory(resident, resident.placement, buffer);
        }
    }

    /** Returns the released buffers whose memory has become free since the last call, in that order. */
    public List<Long> takeReleased() {
        quarantine.sweep();
        return quarantine.takeReleased();
    }

    private void takeMemory(Resident resident, Placement placement, long released) {
        ClientSpace space = spaces.get(resident.client);
        resident.placement = null;
        if (space == null) {
            quarantine.hold(List.of(), released, placement.physical(), placement.bytes(), List.of());
        } else {
            space.unmap(released, placement);
        }
    }

    /**
     * A job was prepared whose program executes in the address space of a client, as {@link #space} says that it is now. What is
     * unmapped there from now on is not free before the job is over.
     */
    public void executes(int client, FenceId finished) {
        spaceOf(client).executes(finished);
    }

    /**
     * Returns what an engine must have loaded to execute a program of a client.
     *
     * @throws Refusal ENOMEM when there is no page for the top table
     */
    public SpaceState space(int client) {
        return spaceOf(client).state();
    }

    private ClientSpace spaceOf(int client) {
        ClientSpace known = spaces.get(client);
        if (known == null) {
            known = ClientSpace.create(client, memory, physical, quarantine, signalled);
            if (known == null) {
                throw noTables();
            }
            spaces.put(client, known);
        }
        return known;
    }

    /**
     * Memory has lost its contents, and nothing executes: where page tables went with it, everything is mapped again. What buffers
     * held is gone.
     */
    public void restore() {
        if (physical.losesTables()) {
            spaces.forEach((client, space) -> space.restore(residents.values().stream()
                    .filter(resident -> resident.client == client && resident.placement != null)
                    .map(resident -> Objects.requireNonNull(resident.placement))
                    .toList()));
        }
    }

    /** A client is closed: its address space goes, though buffers that others use may keep their memory. */
    public void close(int client) {
        byAddress.remove(client);
        ClientSpace space = spaces.remove(client);
        if (space != null) {
            residents.values().stream()
                    .filter(resident -> resident.client == client)
                    .map(resident -> resident.placement)
                    .forEach(placement -> unmap(space, placement));
            space.close();
        }
    }

    private static void unmap(ClientSpace space, @Nullable Placement placement) {
        if (placement != null) {
            space.unmap(placement.address(), placement.bytes());
        }
    }

    /** Returns the buffer that a client sees at an address, unless it is destroyed. */
    public OptionalLong find(int client, long address) {
        Map.Entry<Long, Long> below =
                byAddress.getOrDefault(client, new TreeMap<>()).floorEntry(address);
        return below != null && resident(below.getValue()).holds(address)
                ? OptionalLong.of(below.getValue())
                : OptionalLong.empty();
    }

    /** Returns whether something is mapped for a client at an address. */
    public boolean isMapped(int client, long address) {
        ClientSpace space = spaces.get(client);
        return space != null && space.isMapped(address);
    }

    /** Writes into a buffer that has memory; the offset is a multiple of 4, and all is within. */
    public void write(long buffer, long offset, Dwords data) {
        long start = placed(buffer).physical() + offset;
        for (int i = 0; i < data.size(); i++) {
            memory.writeInt(start + (long) i * DWORD, data.dword(i));
        }
    }

    /** Reads out of a buffer that has memory; the offset is a multiple of 4, and all is within. */
    public Dwords read(long buffer, long offset, int dwords) {
        long start = placed(buffer).physical() + offset;
        int[] data = new int[dwords];
        for (int i = 0; i < dwords; i++) {
            data[i] = memory.readInt(start + (long) i * DWORD);
        }
        return Dwords.of(data);
    }

    /** Returns how many bytes are free for buffers. */
    public long freeBytes() {
        return physical.freeBytes();
    }

    /** Returns how many bytes are free for tables. */
    public long freeTableBytes() {
        return physical.freeTableBytes();
    }

    private Placement placed(long buffer) {
        Placement placement = resident(buffer).placement;
        if (placement == null) {
            throw new IllegalStateException("buffer " + buffer + " has no memory");
        }
        return placement;
    }

    private Resident resident(long buffer) {
        Resident resident = residents.get(buffer);
        if (resident == null) {
            throw new IllegalStateException("buffer " + buffer + " does not exist");
        }
        return resident;
    }

    private static Refusal noTables() {
        return new Refusal(
                Errno.ENOMEM,
                "there is no page left for page tables",
                "destroy buffers that no job needs any more, or close clients");
    }
}
