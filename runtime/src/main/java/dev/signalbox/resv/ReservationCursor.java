package dev.signalbox.resv;

import org.jspecify.annotations.Nullable;

/**
 * An iteration over the pending fences of a reservation that may change between two of its steps. When the table of fences
 * was exchanged it begins again, and says so: who gathers fences then forgets what it has. Fences that were added to the
 * same table meanwhile are not shown. In the kernel: struct dma_resv_iter without the lock.
 */
public final class ReservationCursor<F> {
    private final Reservation<F> reservation;
    private final Usage usage;
    private @Nullable Slots<F> seen;
    private @Nullable F fence;
    private Usage found = Usage.KERNEL;
    private int end;
    private int next;
    private boolean restarted;

    ReservationCursor(Reservation<F> reservation, Usage usage) {
        this.reservation = reservation;
        this.usage = usage;
    }

    /** Goes to the next pending fence; returns false when there is none. */
    public boolean next() {
        restarted = false;
        boolean any;
        do {
            any = walk(current());
        } while (seen != reservation.slots());
        return any;
    }

    /** Returns whether the iteration has begun (again) with this fence. */
    public boolean isRestarted() {
        return restarted;
    }

    /**
     * Returns the fence that was found.
     *
     * @throws IllegalStateException when none was
     */
    public F fence() {
        F at = fence;
        if (at == null) {
            throw new IllegalStateException("the iteration is at no fence");
        }
        return at;
    }

    /** Returns what the fence that was found guards the buffer for. */
    public Usage usage() {
        fence();
        return found;
    }

    private Slots<F> current() {
        Slots<F> now = reservation.slots();
        if (seen != now) {
            seen = now;
            end = now.size();
            next = 0;
            restarted = true;
        }
        return now;
    }

    private boolean walk(Slots<F> slots) {
        while (next < end) {
            int slot = next++;
            F candidate = slots.fence(slot);
            if (usage.includes(slots.usage(slot)) && !reservation.view().isSignalled(candidate)) {
                fence = candidate;
                found = slots.usage(slot);
                return true;
            }
        }
        fence = null;
        return false;
    }
}
