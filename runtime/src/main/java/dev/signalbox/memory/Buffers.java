package dev.signalbox.memory;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.resv.Access;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one device, the fences that guard them, and where they are. A buffer that is destroyed while it has memory is kept
 * until that is released; to everybody else it does not exist any more.
 */
public final class Buffers {
    /**
     * A buffer.
     *
     * @param destroyed whether it is only kept until its memory is released
     * @param placement where it is; null while it has no memory
     * @param fences those that guard it
     */
    public record State(
            long buffer,
            int client,
            long bytes,
            boolean destroyed,
            @Nullable Placement placement,
            List<Reservation.Entry<FenceId>> fences) {}

    private record Held(
            int client,
            long bytes,
            Reservation<FenceId> reservation,
            @Nullable Placement placement) {
        void add(FenceId finished, Usage usage) {
            reservation.reserve(1);
            reservation.add(finished, usage);
        }

        Held at(Placement where) {
            return new Held(client, bytes, reservation, where);
        }

        State state(long buffer, boolean destroyed) {
            return new State(buffer, client, bytes, destroyed, placement, reservation.state());
        }
    }

    private final Map<Long, Held> held = new HashMap<>();
    private final Map<Long, Held> destroyed = new TreeMap<>();
    private final SignalledView signalled;
    private long highest;

    /**
     * Creates none.
     *
     * @param signalled what is known of the fences of all jobs
     */
    public Buffers(SignalledView signalled) {
        this.signalled = signalled;
    }

    /** Adds a buffer of a client. */
    public void create(int client, long buffer, long bytes) {
        if (held.putIfAbsent(buffer, new Held(client, bytes, new Reservation<>(signalled), null)) != null) {
            throw new IllegalStateException("buffer " + buffer + " exists");
        }
        highest = Math.max(highest, buffer);
    }

    /** Destroys a buffer; jobs that use it are not affected. Returns false when there is none. */
    public boolean destroy(long buffer) {
        Held gone = held.remove(buffer);
        if (gone != null && gone.placement() != null) {
            destroyed.put(buffer, gone);
        }
        return gone != null;
    }

    /** Returns the buffers that are destroyed, have memory, and are not used by any job any more, in the order of their numbers. */
    public List<Long> unused() {
        return destroyed.entrySet().stream()
                .filter(each -> each.getValue().reservation().isSignalled(Usage.BOOKKEEP))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the buffers that are destroyed and have memory, in the order of their numbers. */
    public List<Long> kept() {
        return List.copyOf(destroyed.keySet());
    }

    /** Folds that a buffer was created. */
    public void apply(Fact.BufferCreated fact) {
        create(fact.client(), fact.buffer(), fact.bytes());
    }

    /** Folds that a buffer is gone. */
    public void apply(Fact.BufferDestroyed fact) {
        if (!destroy(fact.buffer())) {
            throw missing(fact.buffer());
        }
    }

    /** Folds that a buffer got memory. */
    public void apply(DeviceFact.BufferPlaced fact) {
        Held buffer = held.get(fact.buffer());
        if (buffer == null || buffer.placement() != null) {
            throw new IllegalStateException(
                    "buffer " + fact.buffer() + (buffer == null ? " does not exist" : " has memory already"));
        }
        Placement placement = new Placement(fact.buffer(), fact.address(), fact.physical(), fact.bytes());
        held.put(fact.buffer(), buffer.at(placement));
    }

    /** Folds that the memory of a buffer which is destroyed is free again. */
    public void apply(DeviceFact.BufferReleased fact) {
        if (destroyed.remove(fact.buffer()) == null) {
            throw new IllegalStateException("buffer " + fact.buffer() + " is not destroyed, or has no memory");
        }
    }

    /** Folds that a program wrote into a buffer. */
    public void apply(DeviceFact.BufferWritten fact) {
        Held buffer = held.get(fact.buffer());
        if (buffer == null || buffer.placement() == null) {
            throw new IllegalStateException("buffer " + fact.buffer() + " has no memory");
        }
    }

    /**
     * Folds that jobs next to each other, which use the same buffers, were prepared. A buffer may be gone by the time they are
     * accepted.
     */
    public void apply(Fact.JobAccepted fact, int count) {
        for (Access access : fact.accesses()) {
            if (access.buffer() > highest) {
                throw missing(access.buffer());
            }
        }
        attach(fact.accesses(), fact.fence().plus(count - 1));
    }

    /** Folds that the fences of a sync file guard a buffer. */
    public void apply(SyncFact.FencesImported fact) {
        if (!fact.fences().isEmpty()) {
            reservationOf(fact.buffer()).addAll(fact.fences(), fact.write() ? Usage.WRITE : Usage.READ);
        }
    }

    /** Returns the fences that a new access of a buffer has to wait for. */
    public List<FenceId> fencesBefore(long buffer, boolean write) {
        FenceSet found = new FenceSet();
        Consumer<FenceId> add = found::add;
        reservationOf(buffer).forEachPending(Usage.toWaitFor(write), add);
        return found.toList();
    }

    /** Returns whether there is such a buffer. */
    public boolean contains(long buffer) {
        return held.containsKey(buffer);
    }

    /** Returns what every buffer holds, in the order of their numbers; also of those that are only kept. */
    public List<State> state() {
        Map<Long, State> states = new TreeMap<>();
        held.forEach((buffer, each) -> states.put(buffer, each.state(buffer, false)));
        destroyed.forEach((buffer, each) -> states.put(buffer, each.state(buffer, true)));
        return List.copyOf(states.values());
    }

    /** Returns the size of a buffer that exists, in bytes. */
    public long bytes(long buffer) {
        return existing(buffer).bytes();
    }

    /** Returns how many buffers there are. */
    public int count() {
        return held.size();
    }

    /** Returns the buffers that accesses name. */
    public static List<Long> named(List<Access> accesses) {
        return accesses.stream().map(Access::buffer).toList();
    }

    /** Returns the first buffer of a list of accesses that does not exist. */
    public OptionalLong firstMissing(List<Access> accesses) {
        return accesses.stream()
                .mapToLong(Access::buffer)
                .filter(buffer -> !held.containsKey(buffer))
                .findFirst();
    }

    /**
     * Prepares a job: collects the fences that its accesses imply and attaches its own fence to every buffer it uses. All
     * buffers exist ({@link #firstMissing}).
     *
     * @param finished the fence that will tell that the job is over
     */
    public List<FenceId> prepare(List<Access> accesses, FenceId finished) {
        FenceSet implied = new FenceSet();
        Consumer<FenceId> found = implied::add;
        for (Access access : accesses) {
            reservationOf(access.buffer()).forEachPending(Usage.toWaitFor(access.write()), found);
        }
        attach(accesses, finished);
        return implied.toList();
    }

    private void attach(List<Access> accesses, FenceId finished) {
        for (Access access : accesses) {
            Held buffer = held.get(access.buffer());
            if (buffer == null) {
                buffer = destroyed.get(access.buffer());
            }
            if (buffer != null) {
                buffer.add(finished, access.usage());
            }
        }
    }

    private Reservation<FenceId> reservationOf(long number) {
        return existing(number).reservation();
    }

    private Held existing(long number) {
        Held buffer = held.get(number);
        if (buffer == null) {
            throw missing(number);
        }
        return buffer;
    }

    private static IllegalStateException missing(long buffer) {
        return new IllegalStateException("buffer " + buffer + " does not exist");
    }
}
