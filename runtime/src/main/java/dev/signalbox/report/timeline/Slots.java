package dev.signalbox.report.timeline;

import java.util.BitSet;

/** Which places of a queue are taken. */
final class Slots {
    private final BitSet taken = new BitSet();
    private int most;

    /** Takes the lowest place that is free. */
    int take() {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        most = Math.max(most, slot + 1);
        return slot;
    }

    void free(int slot) {
        taken.clear(slot);
    }

    /** Returns how many places were ever taken at once. */
    int most() {
        return most;
    }
}
