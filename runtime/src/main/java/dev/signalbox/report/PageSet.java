package dev.signalbox.report;

import dev.signalbox.event.PageRange;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Pages, as few ranges. */
final class PageSet {
    /** The page behind each range, by its first page. */
    private final NavigableMap<Long, Long> ranges = new TreeMap<>();

    /** Adds pages, some of which may be in it. */
    void add(PageRange pages) {
        long first = pages.first();
        long end = first + pages.count();
        Map.Entry<Long, Long> near = ranges.floorEntry(end);
        while (near != null && near.getValue() >= first) {
            first = Math.min(first, near.getKey());
            end = Math.max(end, near.getValue());
            ranges.remove(near.getKey());
            near = ranges.floorEntry(end);
        }
        ranges.put(first, end);
    }

    /** Returns the ranges in ascending order. */
    List<PageRange> ranges() {
        return ranges.entrySet().stream()
                .map(range -> new PageRange(range.getKey(), range.getValue() - range.getKey()))
                .toList();
    }
}
