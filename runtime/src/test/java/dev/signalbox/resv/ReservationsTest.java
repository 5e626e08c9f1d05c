package dev.signalbox.resv;

import static dev.signalbox.resv.ByHand.fence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceArray;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationsTest {
    private final FenceContainers containers = ByHand.containers();
    private final Reservation<DmaFence> reservation = new Reservation<>(HeldFenceView.VIEW);

    @Test
    void oneFenceStandsForAllThatIsPending() {
        assertThat(singleton()).isNull();
        PlainFence first = fence(2, 1);
        reservation.addAll(List.of(first), Usage.WRITE);
        assertThat(singleton()).isSameAs(first);
        PlainFence second = fence(1, 1);
        reservation.addAll(List.of(second), Usage.READ);
        assertThat(singleton())
                .isInstanceOfSatisfying(
                        FenceArray.class, array -> assertThat(array.members()).containsExactly(first, second));
        first.signal(1);
        assertThat(singleton()).isSameAs(second);
    }

    @ParameterizedTest
    @EnumSource(Usage.class)
    @ConformanceRow(
            value = "RSV-23",
            says = "A deadline is passed on to the fences that a question for the usage includes, and to no other.")
    void aDeadlineReachesTheFencesOfTheSameAndStrongerUsages(Usage asked) {
        Map<Usage, PlainFence> fences = new EnumMap<>(Usage.class);
        for (Usage usage : Usage.values()) {
            PlainFence fence = fence(1 + fences.size(), 1);
            fences.put(usage, fence);
            reservation.addAll(List.of(fence), usage);
        }
        Reservations.setDeadline(reservation, asked, 777);
        fences.forEach((usage, fence) -> assertThat(fence.deadline())
                .as("deadline of %s", usage)
                .isEqualTo(asked.includes(usage) ? 777 : Long.MAX_VALUE));
    }

    private @Nullable DmaFence singleton() {
        return Reservations.singleton(reservation, Usage.READ, containers);
    }
}
