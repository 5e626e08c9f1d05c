package dev.signalbox.sim.workload.scenario;

import java.util.SplittableRandom;

/**
 * An amount that is fixed, or drawn from a range: nanoseconds or bytes.
 *
 * @param min the least, or {@link #ENDLESS}
 * @param max the most; the same as {@code min} when nothing is drawn
 */
public record Span(long min, long max) {
    /** Stands for work that does not end by itself. */
    public static final long ENDLESS = -1;

    private static final long MICRO = 1_000;

    /** A fixed amount. */
    public static Span of(long amount) {
        return new Span(amount, amount);
    }

    /** Work that does not end by itself. */
    public static Span endless() {
        return of(ENDLESS);
    }

    /** Returns whether it stands for work that does not end by itself. */
    public boolean isEndless() {
        return min == ENDLESS;
    }

    /** Draws an amount; a fixed one takes nothing from the stream. */
    public long draw(SplittableRandom random) {
        return min == max ? min : random.nextLong(min, max + 1);
    }

    /** Draws a time: in whole microseconds when both ends are whole microseconds. */
    public long drawTime(SplittableRandom random) {
        if (min == max || min % MICRO != 0 || max % MICRO != 0) {
            return draw(random);
        }
        return random.nextLong(min / MICRO, max / MICRO + 1) * MICRO;
    }
}
