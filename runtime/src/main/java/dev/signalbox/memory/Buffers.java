package dev.signalbox.memory;

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

/** The buffers of one device and the fences that guard them. */
public final class Buffers {
    /** A buffer: whose it is, and the fences that guard it. */
    public record State(long buffer, int client, long bytes, List<Reservation.Entry<FenceId>> fences) {}

    private record Held(int client, long bytes, Reservation<FenceId> reservation) {}

    private final Map<Long, Held> held = new HashMap<>();
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
        if (held.putIfAbsent(buffer, new Held(client, bytes, new Reservation<>(signalled))) != null) {
            throw new IllegalStateException("buffer " + buffer + " exists");
        }
        highest = Math.max(highest, buffer);
    }

    /** Forgets a buffer; jobs that use it are not affected. Returns false when there is none. */
    public boolean destroy(long buffer) {
        return held.remove(buffer) != null;
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

    /** Returns what every buffer holds, in the order of their numbers. */
    public List<State> state() {
        return new TreeMap<>(held)
                .entrySet().stream()
                        .map(each -> new State(
                                each.getKey(),
                                each.getValue().client(),
                                each.getValue().bytes(),
                                each.getValue().reservation().state()))
                        .toList();
    }

    /** Returns how many buffers there are. */
    public int count() {
        return held.size();
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
            if (buffer != null) {
                buffer.reservation().reserve(1);
                buffer.reservation().add(finished, access.usage());
            }
        }
    }

    private Reservation<FenceId> reservationOf(long number) {
        Held buffer = held.get(number);
        if (buffer == null) {
            throw missing(number);
        }
        return buffer.reservation();
    }

    private static IllegalStateException missing(long buffer) {
        return new IllegalStateException("buffer " + buffer + " does not exist");
    }
}
