package dev.signalbox.fence;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A number for each of many fences; fences in a row with the same number take the room of one. */
public final class FenceRanges {
    /** Stands for no number. */
    public static final long NONE = Long.MIN_VALUE;

    private record Range(long last, long value) {}

    /** So many fences in a row, and their number. */
    public record Piece(int count, long value) {
        /** Returns whether there is a number. */
        public boolean isKnown() {
            return value != NONE;
        }
    }

    private final Map<Long, NavigableMap<Long, Range>> contexts = new TreeMap<>();
    private long size;

    /** Creates an empty one. */
    public FenceRanges() {}

    /** Hears of fences in a row. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes so many fences from this one on, and their number. */
        void range(FenceId first, Piece piece);
    }

    /** Shows all fences that have a number, by context and seqno. */
    public void forEach(Visitor visitor) {
        contexts.forEach((context, ranges) -> ranges.forEach((first, range) -> visitor.range(
                new FenceId(context, first), new Piece((int) (range.last() - first + 1), range.value()))));
    }

    /** Forgets all. */
    public void clear() {
        contexts.clear();
        size = 0;
    }

    /** Returns how many fences have a number. */
    public long size() {
        return size;
    }

    /** Gives fences in a row a number; one that they had before is forgotten. */
    public void put(FenceId first, int count, long value) {
        for (int done = 0; done < count; ) {
            done += take(first.plus(done), count - done).count();
        }
        contexts.computeIfAbsent(first.context(), context -> new TreeMap<>())
                .put(first.seqno(), new Range(first.seqno() + count - 1, value));
        size += count;
    }

    /** Takes the number of a fence and of those behind it that have the same one, or also none; at most so many. */
    public Piece take(FenceId first, int most) {
        NavigableMap<Long, Range> ranges = contexts.get(first.context());
        if (ranges == null) {
            return new Piece(most, NONE);
        }
        Map.Entry<Long, Range> at = ranges.floorEntry(first.seqno());
        if (at == null || at.getValue().last() < first.seqno()) {
            Long next = ranges.higherKey(first.seqno());
            return new Piece(next == null ? most : (int) Math.min(most, next - first.seqno()), NONE);
        }
        return cut(ranges, at.getKey(), at.getValue(), first.seqno(), most);
    }

    private Piece cut(NavigableMap<Long, Range> ranges, long start, Range range, long from, int most) {
        int count = (int) Math.min(most, range.last() - from + 1);
        if (start < from) {
            ranges.put(start, new Range(from - 1, range.value()));
        } else {
            ranges.remove(start);
        }
        if (from + count <= range.last()) {
            ranges.put(from + count, range);
        }
        size -= count;
        return new Piece(count, range.value());
    }
}
