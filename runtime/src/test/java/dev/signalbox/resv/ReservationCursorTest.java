package dev.signalbox.resv;

import static dev.signalbox.resv.ByHand.fence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationCursorTest {
    private final Reservation<DmaFence> reservation = new Reservation<>(HeldFenceView.VIEW);

    @ParameterizedTest
    @EnumSource(Usage.class)
    @ConformanceRow(
            value = "RSV-04",
            says =
                    "When the table is exchanged under an iteration, it begins again, says so, and shows the fence again.")
    void anIterationBeginsAgainWhenTheTableWasExchanged(Usage usage) {
        PlainFence fence = fence(1, 1);
        reservation.addAll(List.of(fence), usage);
        ReservationCursor<DmaFence> cursor = reservation.cursor(usage);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isRestarted()).isTrue();
        reservation.reserve(reservation.capacity());
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isRestarted()).isTrue();
        assertThat(cursor.fence()).isSameAs(fence);
        assertThat(cursor.usage()).isEqualTo(usage);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void anIterationThatNobodyDisturbsShowsEachFenceOnce() {
        PlainFence first = fence(1, 1);
        PlainFence second = fence(2, 1);
        reservation.addAll(List.of(first, ByHand.signalled(3, 1), second), Usage.READ);
        ReservationCursor<DmaFence> cursor = reservation.cursor(Usage.READ);
        cursor.next();
        assertThat(cursor.fence()).isSameAs(first);
        cursor.next();
        assertThat(cursor.fence()).isSameAs(second);
        assertThat(cursor.isRestarted()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThatIllegalStateException().isThrownBy(cursor::fence);
    }

    @Test
    void whatIsAddedToTheSameTableMeanwhileIsNotShown() {
        reservation.addAll(List.of(fence(1, 1)), Usage.READ);
        ReservationCursor<DmaFence> cursor = reservation.cursor(Usage.READ);
        cursor.next();
        reservation.add(fence(2, 1), Usage.READ);
        assertThat(cursor.next()).isFalse();
        assertThat(reservation.pending(Usage.READ)).hasSize(2);
    }

    @Test
    void aReservationWithoutFencesShowsNone() {
        assertThat(reservation.cursor(Usage.BOOKKEEP).next()).isFalse();
    }
}
