package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FenceSetTest {
    static Stream<Arguments> additions() {
        return Stream.of(
                Arguments.of(List.of(), List.of()),
                Arguments.of(List.of(fence(1, 3), fence(1, 7)), List.of(fence(1, 7))),
                Arguments.of(List.of(fence(1, 7), fence(1, 3)), List.of(fence(1, 7))),
                Arguments.of(List.of(fence(1, 3), fence(1, 3)), List.of(fence(1, 3))),
                Arguments.of(
                        List.of(fence(2, 1), fence(1, 1), fence(3, 1), fence(1, 9), fence(2, 4)),
                        List.of(fence(2, 4), fence(1, 9), fence(3, 1))));
    }

    @ParameterizedTest
    @MethodSource("additions")
    @ConformanceRow(
            value = "SCH-29",
            says = "Of several dependencies on one context the newest is kept, in the place of the first.")
    void keepsTheNewestFenceOfEachContextInThePlaceOfTheFirst(List<FenceId> added, List<FenceId> kept) {
        FenceSet set = new FenceSet();
        set.addAll(added);
        assertThat(set.toList()).isEqualTo(kept);
    }

    @Test
    @ConformanceRow(
            value = "SCH-32",
            says = "A job depends on just the fences that are kept: another one of the same context is none of them.")
    void holdsTheFencesThatItKeepsAndNoOthersOfTheirContexts() {
        FenceSet set = new FenceSet();
        set.add(fence(1, 7));
        set.add(fence(1, 3));
        assertThat(set.toList()).contains(fence(1, 7)).doesNotContain(fence(1, 3), fence(1, 8), fence(2, 7));
    }

    @Test
    void givesACopy() {
        FenceSet set = new FenceSet();
        set.add(fence(1, 1));
        List<FenceId> before = set.toList();
        set.add(fence(1, 2));
        set.add(fence(2, 1));
        assertThat(before).containsExactly(fence(1, 1));
    }

    @Test
    void agreesWithAMapOfTheNewest() {
        Seeds.each(500, random -> {
            FenceSet set = new FenceSet();
            Map<Long, FenceId> newest = new LinkedHashMap<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                FenceId fence = fence(random.nextInt(1, 8), random.nextInt(1, 20));
                set.add(fence);
                newest.merge(fence.context(), fence, (old, added) -> old.seqno() >= added.seqno() ? old : added);
            }
            assertThat(set.toList()).isEqualTo(new ArrayList<>(newest.values()));
        });
    }

    private static FenceId fence(long context, long seqno) {
        return new FenceId(context, seqno);
    }
}
