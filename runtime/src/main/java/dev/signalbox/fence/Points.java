package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points of one context, next to each other, that share a fate.
 *
 * @param error what they ended with; null when they ended well or have not ended
 */
public record Points(long first, long last, @Nullable Errno error) {
    /** Checks that there is at least one. */
    public Points {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("points are first >= 1, last >= first, not " + first + ".." + last);
        }
    }

    /** Returns points that did not fail. */
    public static Points of(long first, long last) {
        return new Points(first, last, null);
    }

    /** Prints {@code 3}, {@code 3..7} or {@code 3..7 -EIO}. */
    @Override
    public String toString() {
        String numbers = first == last ? Long.toString(first) : first + ".." + last;
        return error == null ? numbers : numbers + " " + error.negated();
    }

    /** Gathers points in ascending order; those next to each other that share a fate become one. */
    public static final class Gatherer {
        private final List<Points> gathered = new ArrayList<>();

        /** Adds points above all that were added before. */
        public void add(long first, long last, @Nullable Errno error) {
            int newest = gathered.size() - 1;
            if (newest >= 0
                    && gathered.get(newest).last() == first - 1
                    && gathered.get(newest).error() == error) {
                gathered.set(newest, new Points(gathered.get(newest).first(), last, error));
            } else {
                gathered.add(new Points(first, last, error));
            }
        }

        /** Returns what was added. */
        public List<Points> toList() {
            return List.copyOf(gathered);
        }
    }
}
