package dev.signalbox.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ring of entries. The host writes at the write pointer; the device's fence interrupt moves the read pointer.
 *
 * @param <T> what the host keeps per entry
 */
public final class SubmissionRing<T> {
    private final @Nullable Object[] slots;
    private long written;
    private long retired;

    /** Creates an empty ring with space for so many entries, at least 1. */
    public SubmissionRing(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a ring has space for at least one entry, not " + capacity);
        }
        slots = new Object
                [Integer.highestOneBit(capacity) == capacity ? capacity : Integer.highestOneBit(capacity) << 1];
    }

    /** Writes an entry and returns its number. The ring is not full. */
    public long write(T entry) {
        if (written - retired == slots.length) {
            throw new IllegalStateException("ring full at entry " + written);
        }
        slots[slot(++written)] = entry;
        return written;
    }

    /** Writes one entry so many times in a row. The ring has space for them. */
    public void write(T entry, int count) {
        if (written - retired + count > slots.length) {
            throw new IllegalStateException("ring full at entry " + (written + count));
        }
        fill(written, count, entry);
        written += count;
    }

    /** Takes the oldest outstanding entries off, of which there are so many. */
    public void retire(int count) {
        if (written - retired < count) {
            throw new IllegalStateException("ring empty at entry " + (retired + count));
        }
        fill(retired, count, null);
        retired += count;
    }

    private void fill(long after, int count, @Nullable T entry) {
        int start = slot(after + 1);
        int beforeEnd = Math.min(count, slots.length - start);
        Arrays.fill(slots, start, start + beforeEnd, entry);
        Arrays.fill(slots, 0, count - beforeEnd, entry);
    }

    /** Returns the newest entry's number; 0 at first. */
    public long written() {
        return written;
    }

    /** Returns up to which entry the device is done; 0 at first. */
    public long retired() {
        return retired;
    }

    /** Returns the entry with this number; it is outstanding. */
    @SuppressWarnings("unchecked")
    public T get(long number) {
        Object entry = number > retired && number <= written ? slots[slot(number)] : null;
        if (entry == null) {
            throw new IllegalArgumentException("entry " + number + " is not within " + (retired + 1) + ".." + written);
        }
        return (T) entry;
    }

    /** Takes the oldest outstanding entry off. */
    public T retire() {
        T entry = get(retired + 1);
        slots[slot(++retired)] = null;
        return entry;
    }

    /** Returns what is outstanding, oldest first. */
    public List<T> outstanding() {
        List<T> entries = new ArrayList<>();
        for (long number = retired + 1; number <= written; number++) {
            entries.add(get(number));
        }
        return entries;
    }

    private int slot(long number) {
        return (int) (number & (slots.length - 1));
    }
}
