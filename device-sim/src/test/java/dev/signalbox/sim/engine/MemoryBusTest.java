package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBusTest {
    /** What moves, nanosecond by nanosecond: each byte per microsecond goes to whoever has least and can use more. */
    private static final class NaiveBus {
        private final long bandwidth;
        private final List<Long> most;
        private final long[] left;

        NaiveBus(long bandwidth, List<Long> most) {
            this.bandwidth = bandwidth;
            this.most = most;
            this.left = new long[most.size()];
        }

        /** A nanosecond passes. */
        void tick() {
            long[] rates = new long[left.length];
            for (long given = 0; given < bandwidth; given++) {
                int next = poorest(rates);
                if (next >= 0) {
                    rates[next]++;
                }
            }
            for (int unit = 0; unit < left.length; unit++) {
                left[unit] = Math.max(0, left[unit] - rates[unit]);
            }
        }

        /** Among those that have as little, the one that can use most, and of those the last. */
        private int poorest(long[] rates) {
            int poorest = -1;
            for (int unit = 0; unit < rates.length; unit++) {
                boolean can = left[unit] > 0 && rates[unit] < most.get(unit);
                if (can && (poorest < 0 || comesBefore(unit, poorest, rates))) {
                    poorest = unit;
                }
            }
            return poorest;
        }

        private boolean comesBefore(int unit, int other, long[] rates) {
            return rates[unit] != rates[other] ? rates[unit] < rates[other] : most.get(unit) >= most.get(other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,  10,   100, 10000",
        "0, 7, 1, 143",
        "100, 300, 100, 1000",
        "50, 20, 10, 500",
        "0, 1, 0, 0",
    })
    void oneUnitAloneMovesAsFastAsItAndTheMemoryCan(long bandwidth, long most, long bytes, long nanos) {
        MemoryBus bus = new MemoryBus(bandwidth, List.of(most));
        bus.start(0, bytes * MemoryBus.UNITS_PER_BYTE, 50);
        assertThat(bus.end(0)).isEqualTo(50 + nanos);
    }

    @Test
    void whatOneDoesNotUseTheOthersGet() {
        MemoryBus bus = new MemoryBus(100, List.of(10L, 1_000L, 1_000L));
        for (int unit = 0; unit < 3; unit++) {
            bus.start(unit, 90 * MemoryBus.UNITS_PER_BYTE, 0);
        }
        assertThat(LongStream.of(bus.end(0), bus.end(1), bus.end(2))).containsExactly(9_000L, 2_000L, 2_000L);
        bus.stop(1, 1_000);
        assertThat(bus.end(2)).as("45 bytes are left, at 90 bytes/us").isEqualTo(1_500);
        assertThat(bus.stop(0, 2_000)).isEqualTo(70 * MemoryBus.UNITS_PER_BYTE);
    }

    /** Transfers that start at random, and end or are stopped: each is over in the nanosecond in which it is in the naive model. */
    @Test
    void randomTransfersEndWhenTheNaiveModelSays() {
        long seeds = Long.getLong("seed", 1);
        for (long seed = seeds; seed < seeds + 200; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> most = new ArrayList<>();
        random.longs(random.nextInt(1, 6), 1, 40).forEach(most::add);
        long bandwidth = random.nextLong(1, 60);
        MemoryBus bus = new MemoryBus(bandwidth, most);
        NaiveBus naive = new NaiveBus(bandwidth, most);
        for (long now = 0; now < 400; now++) {
            for (int unit = 0; unit < most.size(); unit++) {
                if (naive.left[unit] == 0 && random.nextInt(20) == 0) {
                    naive.left[unit] = random.nextLong(1, 1_000);
                    bus.start(unit, naive.left[unit], now);
                } else if (naive.left[unit] > 0 && random.nextInt(100) == 0) {
                    assertThat(bus.stop(unit, now))
                            .as("seed %d, unit %d at %d", seed, unit, now)
                            .isEqualTo(naive.left[unit]);
                    naive.left[unit] = 0;
                }
            }
            long[] before = naive.left.clone();
            naive.tick();
            for (int unit = 0; unit < most.size(); unit++) {
                boolean ends = before[unit] > 0 && naive.left[unit] == 0;
                assertThat(before[unit] > 0 && bus.end(unit) == now + 1)
                        .as("seed %d, unit %d ends at %d", seed, unit, now + 1)
                        .isEqualTo(ends);
            }
            for (int unit = 0; unit < most.size(); unit++) {
                if (before[unit] > 0 && naive.left[unit] == 0) {
                    assertThat(bus.stop(unit, now + 1)).as("seed %d", seed).isEqualTo(0);
                }
            }
        }
    }
}
