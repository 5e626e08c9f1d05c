package dev.signalbox.sim.failure;

import java.util.BitSet;
import java.util.SplittableRandom;

/** A plan, and what decides when it happens: it is rolled each time that it could, whatever other plans do. */
final class Dice {
    private final FailurePlan plan;
    private final BitSet rings;
    private final SplittableRandom random;
    private final long start;
    private long left;

    /**
     * Creates it.
     *
     * @param rings where the plan can happen
     * @param start of the device
     */
    Dice(FailurePlan plan, BitSet rings, SplittableRandom random, long start) {
        this.plan = plan;
        this.rings = rings;
        this.random = random;
        this.start = start;
        this.left = plan.limit();
    }

    Failure failure() {
        return plan.failure();
    }

    /**
     * Returns whether it happens now.
     *
     * @param behind the entries that are meant come behind this one
     * @param through and reach up to this one
     */
    boolean falls(int ring, long behind, long through, long now) {
        if (!rings.get(ring) || !comes(behind, through, now) || left == 0) {
            return false;
        }
        left--;
        return true;
    }

    private boolean comes(long behind, long through, long now) {
        if (plan.when() instanceof When.Rate rate) {
            return random.nextDouble() < rate.probability();
        }
        if (plan.when() instanceof When.At at) {
            return now - start >= at.nanos();
        }
        return !(plan.when() instanceof When.Entries entries)
                || entries.numbers().stream().anyMatch(number -> number > behind && number <= through);
    }
}
