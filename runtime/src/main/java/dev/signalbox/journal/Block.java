package dev.signalbox.journal;

import dev.signalbox.event.FactRun;
import java.util.List;

/**
 * Facts of one device in a row: what one persisted event holds.
 *
 * @param first the number of its first fact; the facts of a device are numbered from 1
 * @param runs at least one
 */
public record Block(long first, List<FactRun> runs) {
    /** Checks the ranges above. */
    public Block {
        runs = List.copyOf(runs);
        if (first < 1 || runs.isEmpty()) {
            throw new IllegalArgumentException("a block begins at fact 1 or later and holds one, not at " + first
                    + " with " + runs.size() + " runs");
        }
    }

    /** Returns the number of its last fact. */
    public long last() {
        long last = first - 1;
        for (FactRun run : runs) {
            last += run.count();
        }
        return last;
    }
}
