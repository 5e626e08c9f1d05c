package dev.signalbox.resv;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A wait for the fences of a reservation, one after the other. A fence that is added while it waits counts only if the table
 * was exchanged for it. In the kernel: dma_resv_wait_timeout.
 */
public final class ReservationWait {
    private final ReservationCursor<DmaFence> cursor;
    private final Runnable over;
    private @Nullable Subscription asked;
    private boolean isOver;

    private ReservationWait(ReservationCursor<DmaFence> cursor, Runnable over) {
        this.cursor = cursor;
        this.over = over;
    }

    /**
     * Begins to wait for what somebody who asks for a usage has to wait for.
     *
     * @param over is called once, when all have signalled; before this returns when they had
     */
    public static ReservationWait start(Reservation<DmaFence> reservation, Usage usage, Runnable over) {
        ReservationWait wait = new ReservationWait(reservation.cursor(usage), over);
        wait.goOn();
        return wait;
    }

    /** Returns whether all have signalled. */
    public boolean isOver() {
        return isOver;
    }

    /** Waits no longer: {@code over} is not called any more. Returns whether all have signalled; false is the kernel's timeout. */
    public boolean expire() {
        if (asked != null) {
            asked.cancel();
        }
        return isOver;
    }

    private void goOn() {
        while (cursor.next()) {
            asked = cursor.fence().subscribe(fence -> goOn());
            if (asked != null) {
                return;
            }
        }
        isOver = true;
        over.run();
    }
}
