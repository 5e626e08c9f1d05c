package dev.signalbox.replay;

import org.jspecify.annotations.Nullable;

/**
 * Where two states of one device differ.
 *
 * @param path of the value, such as {@code entity 2 unfinished}
 * @param folded what the facts say; null when they know of no such thing
 * @param live what its owner says; null when there is none
 */
public record Difference(
        String path, @Nullable String folded, @Nullable String live) {
    /** Prints one line. */
    @Override
    public String toString() {
        return path + ": folded " + words(folded) + ", live " + words(live);
    }

    private static String words(@Nullable String value) {
        return value == null ? "nothing" : value;
    }
}
