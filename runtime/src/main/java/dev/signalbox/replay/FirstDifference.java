package dev.signalbox.replay;

import dev.signalbox.event.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run parts from its journal.
 *
 * @param number of the fact, counted as in the journal
 * @param expected what the journal has there; null when it has no more
 * @param actual what the run has there; null when it has no more
 * @param before the last facts before it that are equal, at most {@link #MOST_BEFORE}
 */
public record FirstDifference(
        long number, @Nullable Fact expected, @Nullable Fact actual, List<Fact> before) {
    /** How many facts before it are kept. */
    public static final int MOST_BEFORE = 10;

    /** Copies the list. */
    public FirstDifference {
        before = List.copyOf(before);
    }
}
