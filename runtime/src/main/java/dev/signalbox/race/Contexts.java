package dev.signalbox.race;

import java.util.Map;
import java.util.TreeMap;

/** A set of fence contexts, which takes little room where they are next to each other. */
final class Contexts {
    /** Each range by its first: its last. No two of them touch. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    boolean contains(long context) {
        Map.Entry<Long, Long> at = ranges.floorEntry(context);
        return at != null && context <= at.getValue();
    }

    void add(long context) {
        if (contains(context)) {
            return;
        }
        Map.Entry<Long, Long> below = ranges.floorEntry(context);
        long first = below != null && below.getValue() == context - 1 ? below.getKey() : context;
        Long last = ranges.remove(context + 1);
        ranges.put(first, last == null ? Long.valueOf(context) : last);
    }

    /** Returns how many ranges it takes. */
    int size() {
        return ranges.size();
    }
}
