package dev.signalbox.resv;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.resv.Reservation.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A reservation written down rule by rule, from lists that are made anew each time. */
final class NaiveReservation {
    private static final List<Integer> PIECES = List.of(32, 64, 96, 128, 192, 256, 512, 1024, 2048);

    private static final List<Usage> FROM_STRONGEST = List.of(Usage.KERNEL, Usage.WRITE, Usage.READ, Usage.BOOKKEEP);

    private List<Entry<DmaFence>> entries = List.of();
    private int capacity;

    List<Entry<DmaFence>> entries() {
        return entries;
    }

    int capacity() {
        return capacity;
    }

    void reserve(int count) {
        if (entries.size() + count > capacity) {
            capacity = roomIn(capacity == 0 ? atFirst(count) : Math.max(entries.size() + count, capacity * 2));
            entries = only(entry -> !entry.fence().isSignalled());
        }
    }

    private static int atFirst(int count) {
        return IntStream.of(4, 8, 16, 32, 64)
                .filter(power -> power >= count)
                .min()
                .orElseThrow();
    }

    private static int roomIn(int slots) {
        return PIECES.stream()
                .map(bytes -> (bytes - 24) / 8)
                .filter(room -> room >= slots)
                .findFirst()
                .orElseThrow();
    }

    void add(PlainFence fence, Usage usage) {
        List<Entry<DmaFence>> after = new ArrayList<>(entries);
        int place = 0;
        while (place < after.size() && !canGo(after.get(place), fence, usage)) {
            place++;
        }
        if (place == after.size()) {
            after.add(new Entry<>(fence, usage));
        } else {
            after.set(place, new Entry<>(fence, usage));
        }
        entries = after;
    }

    private static boolean canGo(Entry<DmaFence> old, PlainFence fence, Usage usage) {
        if (old.fence().isSignalled()) {
            return true;
        }
        boolean isNotStronger = FROM_STRONGEST.indexOf(old.usage()) >= FROM_STRONGEST.indexOf(usage);
        long ahead = fence.seqno() - old.fence().seqno() & 0xffff_ffffL;
        boolean isLater = ahead > 0 && ahead < 0x8000_0000L;
        return isNotStronger && old.fence().context() == fence.context() && (isLater || old.fence() == fence);
    }

    void replace(long context, PlainFence fence, Usage usage) {
        entries = entries.stream()
                .map(entry -> entry.fence().context() == context ? new Entry<DmaFence>(fence, usage) : entry)
                .toList();
    }

    void copyFrom(NaiveReservation source) {
        int slots = source.entries.size();
        entries = source.only(entry -> !entry.fence().isSignalled());
        capacity = entries.isEmpty() ? 0 : roomIn(slots);
    }

    List<Entry<DmaFence>> asked(Usage usage) {
        return only(entry -> FROM_STRONGEST.indexOf(entry.usage()) <= FROM_STRONGEST.indexOf(usage));
    }

    List<DmaFence> pending(Usage usage) {
        return asked(usage).stream()
                .map(Entry::fence)
                .filter(fence -> !fence.isSignalled())
                .toList();
    }

    private List<Entry<DmaFence>> only(Predicate<Entry<DmaFence>> kept) {
        return entries.stream().filter(kept).toList();
    }
}
