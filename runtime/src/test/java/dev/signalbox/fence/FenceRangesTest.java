package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.fence.FenceRanges.Piece;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceRangesTest {
    private static final FenceId FENCE = new FenceId(3, 1);

    private final FenceRanges ranges = new FenceRanges();

    @Test
    void fencesInARowAreTakenTogetherAsFarAsTheyAreAlike() {
        ranges.put(FENCE, 10, 7);
        ranges.put(FENCE.plus(10), 5, 8);
        assertThat(ranges.take(FENCE.plus(4), 20)).isEqualTo(new Piece(6, 7));
        assertThat(ranges.take(FENCE.plus(4), 20)).isEqualTo(new Piece(6, FenceRanges.NONE));
        assertThat(ranges.take(FENCE.plus(10), 2)).isEqualTo(new Piece(2, 8));
        assertThat(ranges.size()).isEqualTo(7);
        assertThat(ranges.take(FENCE.plus(13), 1_000)).isEqualTo(new Piece(2, 8));
        assertThat(ranges.take(FENCE.plus(15), 1_000)).isEqualTo(new Piece(1_000, FenceRanges.NONE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rangesHoldWhatAMapWouldHold(long offset) {
        long seed = Long.getLong("seed", 0) + offset;
        SplittableRandom random = new SplittableRandom(seed);
        Map<FenceId, Long> model = new HashMap<>();
        for (int step = 0; step < 3_000; step++) {
            FenceId first = new FenceId(1 + random.nextInt(2), 1 + random.nextInt(60));
            int count = 1 + random.nextInt(12);
            if (random.nextBoolean()) {
                long value = random.nextInt(4);
                ranges.put(first, count, value);
                for (int i = 0; i < count; i++) {
                    model.put(first.plus(i), value);
                }
            } else {
                Piece piece = ranges.take(first, count);
                assertThat(piece.count()).as("seed %d", seed).isBetween(1, count);
                for (int i = 0; i < piece.count(); i++) {
                    Long known = model.remove(first.plus(i));
                    assertThat(piece.value())
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(known == null ? FenceRanges.NONE : known);
                }
            }
            assertThat(ranges.size()).as("seed %d", seed).isEqualTo(model.size());
        }
    }
}
