package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RingChoiceTest {
    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(List.of(2), List.of(9L, 9L, 9L), 2),
                Arguments.of(List.of(0, 1, 2), List.of(3L, 1L, 2L), 1),
                Arguments.of(List.of(0, 1, 2), List.of(1L, 1L, 1L), 0),
                Arguments.of(List.of(2, 0, 1), List.of(4L, 4L, 4L), 2),
                Arguments.of(List.of(2, 0), List.of(4L, 0L, 5L), 0));
    }

    @ParameterizedTest
    @MethodSource("choices")
    @ConformanceRow(
            value = "SCH-58",
            says = "The lowest score wins, among equals the ring listed first; all rings are ready.")
    void theLowestScoreWinsAndAmongEqualsTheRingThatIsListedFirst(List<Integer> rings, List<Long> scores, int chosen) {
        assertThat(RingChoice.leastLoaded(rings, scores::get)).isEqualTo(chosen);
    }
}
