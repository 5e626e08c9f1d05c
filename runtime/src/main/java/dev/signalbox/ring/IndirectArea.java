package dev.signalbox.ring;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.RingMemory;
import java.util.ArrayDeque;
import java.util.Deque;

/** Places for programs in the indirect area of a ring, taken and given back in the order of the entries that use them. */
final class IndirectArea {
    private record Held(long entry, long end) {}

    private final RingMemory memory;
    private final Deque<Held> held = new ArrayDeque<>();
    private long taken;
    private long free;

    IndirectArea(RingMemory memory) {
        this.memory = memory;
    }

    /** Returns whether there is room for a program of so many dwords, wherever it comes to stand. */
    boolean hasRoom(int dwords) {
        return taken + dwords + padding(dwords) - free <= memory.indirectSize();
    }

    /** Writes the program of an entry; returns its place. There is room. */
    int write(long entry, Dwords code) {
        if (!hasRoom(code.size())) {
            throw new IllegalStateException("no room for a program of " + code.size() + " dwords");
        }
        taken += padding(code.size());
        int place = place();
        memory.writeIndirect(code, place);
        taken += code.size();
        held.addLast(new Held(entry, taken));
        return place;
    }

    /** Gives the places of all entries up to one back. */
    void retire(long entry) {
        while (!held.isEmpty() && held.getFirst().entry() <= entry) {
            free = held.removeFirst().end();
        }
    }

    void reset() {
        held.clear();
        taken = 0;
        free = 0;
    }

    /** How many dwords are left out so that what follows does not cross the end. */
    private int padding(int dwords) {
        int left = memory.indirectSize() - place();
        return dwords <= left ? 0 : left;
    }

    private int place() {
        return (int) (taken & (memory.indirectSize() - 1));
    }
}
