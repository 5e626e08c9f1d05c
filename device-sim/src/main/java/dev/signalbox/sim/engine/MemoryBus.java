package dev.signalbox.sim.engine;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides the bandwidth of the memory among the units that move bytes: max-min fair, no unit more than it can use. Amounts are counted
 * in thousandths of a byte, so that a rate of one byte per microsecond moves one of them in a nanosecond, and rates are whole numbers:
 * what does not divide evenly goes to the units that can use most, the last first.
 */
final class MemoryBus {
    static final long UNITS_PER_BYTE = 1_000;

    private final long bandwidth;
    private final long[] most;
    private final int[] byMost;
    private final boolean[] active;
    private final long[] left;
    private final long[] rate;
    private int moving;
    private long settled;

    /**
     * Creates one on which nothing moves.
     *
     * @param bandwidth 0 for no limit
     * @param units how much each unit can use at most
     */
    MemoryBus(long bandwidth, List<Long> units) {
        this.bandwidth = bandwidth == 0 ? Long.MAX_VALUE : bandwidth;
        this.most = units.stream().mapToLong(Long::longValue).toArray();
        this.byMost = IntStream.range(0, most.length)
                .boxed()
                .sorted(Comparator.comparingLong(unit -> most[unit]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.active = new boolean[most.length];
        this.left = new long[most.length];
        this.rate = new long[most.length];
    }

    /** A unit begins to move something; it moves nothing else. */
    void start(int unit, long amount, long now) {
        settle(now);
        active[unit] = true;
        left[unit] = amount;
        moving++;
        share();
    }

    /** A unit stops; returns how much it has not moved. */
    long stop(int unit, long now) {
        settle(now);
        active[unit] = false;
        moving--;
        share();
        return left[unit];
    }

    /** Returns when a unit that moves something will be done, if nobody else starts or stops; it may never be. */
    long end(int unit) {
        return rate[unit] == 0
                ? Long.MAX_VALUE
                : Speed.plus(settled, left[unit] / rate[unit] + (left[unit] % rate[unit] == 0 ? 0 : 1));
    }

    private void settle(long now) {
        long passed = now - settled;
        settled = now;
        for (int unit = 0; moving > 0 && unit < most.length; unit++) {
            if (active[unit]) {
                left[unit] -= Math.min(left[unit], Speed.times(rate[unit], passed));
            }
        }
    }

    /** Those that can use least choose first. */
    private void share() {
        long free = bandwidth;
        int without = moving;
        for (int unit : byMost) {
            if (active[unit]) {
                rate[unit] = Math.min(most[unit], free / without);
                free -= rate[unit];
                without--;
            }
        }
    }
}
