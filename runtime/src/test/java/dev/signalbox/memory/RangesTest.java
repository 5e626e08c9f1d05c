package dev.signalbox.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.Seeds;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
    @Test
    void takesTheLowestRangeInWhichThereIsRoom() {
        Ranges ranges = new Ranges(100, 50);
        assertThat(ranges.take(10, 1)).hasValue(100);
        assertThat(ranges.take(20, 1)).hasValue(110);
        ranges.give(100, 10);
        assertThat(ranges.take(11, 1)).hasValue(130);
        assertThat(ranges.take(4, 1)).hasValue(100);
        assertThat(ranges.take(10, 1)).isEmpty();
        assertThat(ranges.largest()).isEqualTo(9);
        assertThat(ranges.freeBytes()).isEqualTo(15);
    }

    @Test
    void addressesAreAligned() {
        Ranges ranges = new Ranges(3, 20);
        assertThat(ranges.take(4, 8)).hasValue(8);
        assertThat(ranges.take(5, 1)).as("what was left out before").hasValue(3);
        assertThat(ranges.take(8, 8)).isEmpty();
        assertThat(ranges.take(7, 8)).hasValue(16);
    }

    @Test
    void nothingIsFreeInARegionWithoutBytes() {
        assertThat(new Ranges(8, 0).take(1, 1)).isEmpty();
        assertThat(new Ranges(8, 0).largest()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "10, 10", "15, 1", "5, 10", "25, 10", "5, 40"})
    void givingBackWhatIsFreeIsABrokenRule(long start, long bytes) {
        Ranges ranges = new Ranges(0, 40);
        ranges.take(20, 1);
        ranges.take(10, 1);
        ranges.give(0, 10);
        ranges.give(10, 10);
        assertThatIllegalStateException()
                .isThrownBy(() -> ranges.give(start, bytes))
                .withMessageContaining("twice");
    }

    @Test
    void agreeWithABitmap() {
        Seeds.each(50, random -> new Model(random).run(1_000));
    }

    /** One bit for each address; what was taken is found by looking at them one by one. */
    private static final class Model {
        private static final int SIZE = 300;
        private static final int START = 40;

        private final SplittableRandom random;
        private final BitSet used = new BitSet(START + SIZE);
        private final TreeMap<Long, Long> taken = new TreeMap<>();
        private final Ranges subject = new Ranges(START, SIZE);

        Model(SplittableRandom random) {
            this.random = random;
            used.set(0, START);
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                if (random.nextInt(5) < 3 || taken.isEmpty()) {
                    take();
                } else {
                    give();
                }
                assertThat(subject.freeBytes()).as("step %d", step).isEqualTo(START + SIZE - used.cardinality());
            }
            while (!taken.isEmpty()) {
                give();
            }
            assertThat(subject.largest()).as("all of it").isEqualTo(SIZE);
        }

        private void take() {
            int bytes = 1 + random.nextInt(1 + random.nextInt(80));
            int alignment = 1 << random.nextInt(6);
            OptionalLong expected = lowest(bytes, alignment);
            assertThat(subject.take(bytes, alignment)).isEqualTo(expected);
            if (expected.isPresent()) {
                int at = (int) expected.getAsLong();
                used.set(at, at + bytes);
                taken.put((long) at, (long) bytes);
            }
        }

        private OptionalLong lowest(int bytes, int alignment) {
            for (int at = 0; at + bytes <= START + SIZE; at += alignment) {
                int next = used.nextSetBit(at);
                if (next < 0 || next >= at + bytes) {
                    return OptionalLong.of(at);
                }
            }
            return OptionalLong.empty();
        }

        private void give() {
            Map.Entry<Long, Long> given = taken.ceilingEntry(random.nextLong(START + SIZE));
            if (given == null) {
                given = taken.firstEntry();
            }
            taken.remove(given.getKey());
            subject.give(given.getKey(), given.getValue());
            used.clear(given.getKey().intValue(), (int) (given.getKey() + given.getValue()));
        }
    }
}
