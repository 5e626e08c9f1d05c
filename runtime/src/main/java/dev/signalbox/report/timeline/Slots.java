package dev.signalbox.report.timeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which places of a queue are taken. */
final class Slots {
    private final BitSet taken = new BitSet();
    private final List<Long> freedAt = new ArrayList<>();

    /**
     * Takes the lowest place that is free at a time. Owners report on their own, so in a live run a place may have been freed a
     * little later than the next job was accepted; that one gets another place.
     */
    int take(long time) {
        int slot = taken.nextClearBit(0);
        while (slot < freedAt.size() && freedAt.get(slot) > time) {
            slot = taken.nextClearBit(slot + 1);
        }
        taken.set(slot);
        while (freedAt.size() <= slot) {
            freedAt.add(Long.MIN_VALUE);
        }
        return slot;
    }

    void free(int slot, long time) {
        taken.clear(slot);
        freedAt.set(slot, time);
    }

    /** Returns how many places there are, taken or free. */
    int count() {
        return freedAt.size();
    }
}
