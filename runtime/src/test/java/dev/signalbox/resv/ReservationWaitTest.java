package dev.signalbox.resv;

import static dev.signalbox.resv.ByHand.fence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationWaitTest {
    private final Reservation<DmaFence> reservation = new Reservation<>(HeldFenceView.VIEW);
    private final PlainFence write = fence(1, 1);
    private final PlainFence read = fence(2, 1);
    private int told;

    @Test
    void aWaitIsOverOnceAllThatItHasToWaitForHasSignalled() {
        addBoth();
        ReservationWait wait = start(Usage.READ);
        read.signal(1);
        assertThat(told).isZero();
        write.signal(2);
        assertThat(told).isEqualTo(1);
        assertThat(wait.isOver()).isTrue();
        assertThat(wait.expire()).isTrue();
    }

    @Test
    void aWaitForNothingIsOverAtOnce() {
        assertThat(start(Usage.BOOKKEEP).isOver()).isTrue();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void aWeakerUseIsNotWaitedFor() {
        addBoth();
        ReservationWait wait = start(Usage.WRITE);
        write.signal(1);
        assertThat(wait.isOver()).isTrue();
        assertThat(read.isSignalled()).isFalse();
    }

    @Test
    void aWaitThatExpiresIsNotToldAnyMore() {
        addBoth();
        ReservationWait wait = start(Usage.READ);
        assertThat(wait.expire()).isFalse();
        write.signal(1);
        read.signal(1);
        assertThat(told).isZero();
        assertThat(wait.isOver()).isFalse();
    }

    @Test
    void aWaitWithoutTimeLooksOnly() {
        addBoth();
        assertThat(start(Usage.READ).expire()).isFalse();
        write.signal(1);
        read.signal(1);
        assertThat(start(Usage.READ).expire()).isTrue();
    }

    @Test
    void aTableThatIsExchangedUnderAWaitIsLookedAtFromTheStart() {
        addBoth();
        ReservationWait wait = start(Usage.READ);
        PlainFence late = fence(3, 1);
        reservation.addAll(List.of(late, fence(4, 1), fence(5, 1), fence(6, 1)), Usage.READ);
        write.signal(1);
        read.signal(1);
        assertThat(wait.isOver()).isFalse();
        reservation.pending(Usage.READ).forEach(fence -> ((PlainFence) fence).signal(2));
        assertThat(wait.isOver()).isTrue();
        assertThat(told).isEqualTo(1);
    }

    private void addBoth() {
        reservation.addAll(List.of(write), Usage.WRITE);
        reservation.addAll(List.of(read), Usage.READ);
    }

    private ReservationWait start(Usage usage) {
        return ReservationWait.start(reservation, usage, () -> told++);
    }
}
