package dev.signalbox.replay;

import dev.signalbox.event.Fact;

/**
 * A fact that cannot be, after the facts before it.
 *
 * @param number of the fact in its stream, counted from 1
 * @param fact that fact, or the first of the run whose first fact has that number
 * @param words what is wrong
 */
public record Contradiction(long number, Fact fact, String words) {
    /** Prints one line. */
    @Override
    public String toString() {
        return "fact " + number + ": " + words + ": " + fact;
    }
}
