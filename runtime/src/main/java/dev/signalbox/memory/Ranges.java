package dev.signalbox.memory;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Which addresses of a region are free. What is taken comes from the lowest range in which there is room. */
final class Ranges {
    /** Each free range by its start: its end. No two of them touch. */
    private final TreeMap<Long, Long> free = new TreeMap<>();

    /** Creates a region that is free. */
    Ranges(long start, long bytes) {
        if (bytes > 0) {
            free.put(start, start + bytes);
        }
    }

    /**
     * Takes so many bytes next to each other.
     *
     * @param alignment what the address is a multiple of
     * @return the address, or nothing when there is no room
     */
    OptionalLong take(long bytes, long alignment) {
        for (Map.Entry<Long, Long> range : free.entrySet()) {
            long start = (range.getKey() + alignment - 1) / alignment * alignment;
            if (range.getValue() - start >= bytes) {
                cut(range.getKey(), range.getValue(), start, start + bytes);
                return OptionalLong.of(start);
            }
        }
        return OptionalLong.empty();
    }

    private void cut(long freeStart, long freeEnd, long start, long end) {
        free.remove(freeStart);
        if (freeStart < start) {
            free.put(freeStart, start);
        }
        if (end < freeEnd) {
            free.put(end, freeEnd);
        }
    }

    /** Gives bytes back that were taken. */
    void give(long start, long bytes) {
        Map.Entry<Long, Long> below = free.floorEntry(start);
        Map.Entry<Long, Long> above = free.ceilingEntry(start);
        long end = start + bytes;
        if ((below != null && below.getValue() > start) || (above != null && above.getKey() < end)) {
            throw new IllegalStateException("bytes " + start + " to " + end + " are given back twice");
        }
        long from = below != null && below.getValue() == start ? below.getKey() : start;
        if (above != null && above.getKey() == end) {
            free.remove(end);
            end = above.getValue();
        }
        free.put(from, end);
    }

    /** Returns how many bytes are free. */
    long freeBytes() {
        return free.entrySet().stream()
                .mapToLong(range -> range.getValue() - range.getKey())
                .sum();
    }

    /** Returns how many bytes the largest free range has. */
    long largest() {
        return free.entrySet().stream()
                .mapToLong(range -> range.getValue() - range.getKey())
                .max()
                .orElse(0);
    }
}
