package dev.signalbox;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Seeds of random tests. {@code -Dseed=N} runs that one sequence, {@code -Dseeds=N} runs so many, and a failure names the
 * seed of its sequence.
 */
public final class Seeds {
    private static final long FIRST = 20_261_121L;

    private Seeds() {}

    /** Runs one sequence per seed; each gets a source of randomness that depends on its seed alone. */
    public static void each(int sequences, Consumer<SplittableRandom> sequence) {
        Long single = Long.getLong("seed");
        long first = single == null ? FIRST : single;
        long count = single == null ? Long.getLong("seeds", sequences) : 1;
        for (long seed = first; seed < first + count; seed++) {
            runOne(seed, sequence);
        }
    }

    private static void runOne(long seed, Consumer<SplittableRandom> sequence) {
        try {
            sequence.accept(new SplittableRandom(seed));
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    "seed " + seed + " (again: -Dseed=" + seed + "): " + failure.getMessage(), failure);
        }
    }
}
