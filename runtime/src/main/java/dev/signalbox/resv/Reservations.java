package dev.signalbox.resv;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceContainers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only those who hold the fences themselves can do with a reservation. */
public final class Reservations {
    private Reservations() {}

    /**
     * Returns one fence that signals when all have that somebody who asks for a usage has to wait for: null when there is
     * nothing to wait for, the fence itself when it is alone, and an array in the order of slots otherwise.
     */
    public static @Nullable DmaFence singleton(
            Reservation<DmaFence> reservation, Usage usage, FenceContainers containers) {
        List<DmaFence> pending = reservation.pending(usage);
        return switch (pending.size()) {
            case 0 -> null;
            case 1 -> pending.get(0);
            default -> containers.array(pending);
        };
    }

    /** Says by when the fences should signal that somebody who asks for a usage has to wait for. */
    public static void setDeadline(Reservation<DmaFence> reservation, Usage usage, long deadline) {
        reservation.forEachPending(usage, fence -> fence.setDeadline(deadline));
    }
}
