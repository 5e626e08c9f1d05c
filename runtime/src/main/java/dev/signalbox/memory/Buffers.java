package dev.signalbox.memory;

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

/** The buffers of one device and the fences that guard them. */
public final class Buffers {
    private final Map<Long, Reservation> reservations = new HashMap<>();

    /** Adds a buffer. */
    public void create(long buffer) {
        if (reservations.putIfAbsent(buffer, new Reservation()) != null) {
            throw new IllegalStateException("buffer " + buffer + " exists");
        }
    }

    /** Forgets a buffer; jobs that use it are not affected. Returns false when there is none. */
    public boolean destroy(long buffer) {
        return reservations.remove(buffer) != null;
    }

    /** Returns how many buffers there are. */
    public int count() {
        return reservations.size();
    }

    /** Returns the first buffer of a list of accesses that does not exist. */
    public OptionalLong firstMissing(List<Access> accesses) {
        return accesses.stream()
                .mapToLong(Access::buffer)
                .filter(buffer -> !reservations.containsKey(buffer))
                .findFirst();
    }

    /**
     * Prepares a job: collects the fences that its accesses imply and attaches its own fence to every buffer it uses. All
     * buffers exist ({@link #firstMissing}).
     *
     * @param finished the fence that will tell that the job is over
     */
    public List<FenceId> prepare(List<Access> accesses, FenceId finished, SignalledView signalled) {
        FenceSet implied = new FenceSet();
        for (Access access : accesses) {
            reservationOf(access).collect(Usage.toWaitFor(access.write()), signalled, implied);
        }
        for (Access access : accesses) {
            reservationOf(access).add(finished, access.usage(), signalled);
        }
        return implied.toList();
    }

    private Reservation reservationOf(Access access) {
        Reservation reservation = reservations.get(access.buffer());
        if (reservation == null) {
            throw new IllegalStateException("buffer " + access.buffer() + " does not exist");
        }
        return reservation;
    }
}
