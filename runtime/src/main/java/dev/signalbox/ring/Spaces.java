package dev.signalbox.ring;

import dev.signalbox.vm.SpaceState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which address spaces the slots of a ring hold. One that is in none takes the place of the one that was used longest ago. Slot 0 is
 * never given: it stands for no address space.
 */
final class Spaces {
    /** How many slots there are to give. */
    static final int SLOTS = 15;

    /** What the device has to be told before an entry executes in a slot. */
    enum Need {
        /** Nothing: it knows all translations that there are, and none that are gone. */
        NONE,
        /** It knows translations that are gone. */
        FLUSH,
        /** The slot holds another address space, whose translations are forgotten with it. */
        LOAD
    }

    private static final class Slot {
        private final int number;
        private long root;
        private long flushes;

        Slot(int number) {
            this.number = number;
        }
    }

    /** By the numbers of the address spaces, the one first that was used longest ago. */
    private final LinkedHashMap<Integer, Slot> slots = new LinkedHashMap<>(2 * SLOTS, 0.75F, true);

    /** Returns what the device has to be told before it executes in an address space, which it is then told. */
    Need use(SpaceState space) {
        Slot slot = slots.get(space.id());
        if (slot == null) {
            load(space, freeSlot());
            return Need.LOAD;
        }
        if (slot.root != space.root()) {
            load(space, slot);
            return Need.LOAD;
        }
        if (slot.flushes >= space.flushes()) {
            return Need.NONE;
        }
        slot.flushes = space.flushes();
        return Need.FLUSH;
    }

    /** Returns the slot of an address space that was used before, and that not so many others were used after. */
    int slot(SpaceState space) {
        Slot slot = slots.get(space.id());
        if (slot == null) {
            throw new IllegalStateException("address space " + space.id() + " is in no slot");
        }
        return slot.number;
    }

    /** The device has forgotten all slots. */
    void clear() {
        slots.clear();
    }

    private Slot freeSlot() {
        if (slots.size() < SLOTS) {
            return new Slot(slots.size() + 1);
        }
        Map.Entry<Integer, Slot> oldest = slots.entrySet().iterator().next();
        slots.remove(oldest.getKey());
        return oldest.getValue();
    }

    private void load(SpaceState space, Slot slot) {
        slot.root = space.root();
        slot.flushes = space.flushes();
        slots.put(space.id(), slot);
    }
}
