package dev.signalbox.replay;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The contexts that a device has given out, those of owners that are gone among them; kept as ranges. */
final class KnownContexts {
    private final NavigableMap<Long, Long> lastByFirst = new TreeMap<>();

    void add(long context) {
        if (contains(context)) {
            return;
        }
        long first = context;
        Map.Entry<Long, Long> before = lastByFirst.lowerEntry(context);
        if (before != null && before.getValue() == context - 1) {
            first = before.getKey();
        }
        Long after = lastByFirst.remove(context + 1);
        lastByFirst.put(first, after == null ? context : after);
    }

    boolean contains(long context) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(context);
        return range != null && context <= range.getValue();
    }
}
