package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.event.PageRange;
import dev.signalbox.sim.memory.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The pages that an entry has accessed. */
final class Accesses {
    private final List<PageRange> reads = new ArrayList<>();
    private final List<PageRange> writes = new ArrayList<>();

    void add(List<Extent> extents, boolean write) {
        List<PageRange> ranges = write ? writes : reads;
        for (Extent extent : extents) {
            long first = extent.physical() / DeviceMemory.PAGE;
            add(ranges, first, (extent.end() - 1) / DeviceMemory.PAGE);
        }
    }

    /** What follows upon the last range extends it: packets are read one by one. */
    private static void add(List<PageRange> ranges, long first, long last) {
        PageRange before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (before != null && first >= before.first() && first <= before.first() + before.count()) {
            long end = Math.max(before.first() + before.count(), last + 1);
            ranges.set(ranges.size() - 1, new PageRange(before.first(), end - before.first()));
        } else {
            ranges.add(new PageRange(first, last - first + 1));
        }
    }

    boolean isEmpty() {
        return reads.isEmpty() && writes.isEmpty();
    }

    void clear() {
        reads.clear();
        writes.clear();
    }

    /** Returns what was written, merged, in ascending order. */
    List<PageRange> writes() {
        return merged(writes);
    }

    /** Returns what was read and not written, merged, in ascending order. */
    List<PageRange> reads() {
        List<PageRange> left = new ArrayList<>();
        PageRange[] taken = merged(writes).toArray(PageRange[]::new);
        for (PageRange range : merged(reads)) {
            addWithout(left, range, taken);
        }
        return left;
    }

    private static void addWithout(List<PageRange> into, PageRange range, PageRange[] taken) {
        long from = range.first();
        for (PageRange gap : taken) {
            addBetween(into, from, Math.min(end(range), gap.first()));
            from = Math.max(from, end(gap));
        }
        addBetween(into, from, end(range));
    }

    private static void addBetween(List<PageRange> into, long first, long end) {
        if (first < end) {
            into.add(new PageRange(first, end - first));
        }
    }

    private static List<PageRange> merged(List<PageRange> ranges) {
        PageRange[] sorted = ranges.toArray(PageRange[]::new);
        Arrays.sort(sorted, Comparator.comparingLong(PageRange::first));
        List<PageRange> merged = new ArrayList<>();
        for (PageRange next : sorted) {
            PageRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.first() > end(last)) {
                merged.add(next);
            } else if (end(next) > end(last)) {
                merged.set(merged.size() - 1, new PageRange(last.first(), end(next) - last.first()));
            }
        }
        return merged;
    }

    private static long end(PageRange range) {
        return range.first() + range.count();
    }
}
