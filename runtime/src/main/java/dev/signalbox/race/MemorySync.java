package dev.signalbox.race;

import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program has to do with words of memory that jobs wait for.
 *
 * @param waits for words
 * @param stores which may end such a wait
 * @param opaque whether it executes what is not known here, which may end any wait
 */
record MemorySync(List<Packet.Wait> waits, List<Packet> stores, boolean opaque) {
    static final MemorySync NONE = new MemorySync(List.of(), List.of(), false);

    static MemorySync of(Program program) {
        if (program.isEmpty()) {
            return NONE;
        }
        List<Packet.Wait> waits = new ArrayList<>();
        List<Packet> stores = new ArrayList<>();
        boolean opaque = false;
        for (Packet packet : program.packets()) {
            if (packet instanceof Packet.Wait wait) {
                waits.add(wait);
            } else if (isStore(packet)) {
                stores.add(packet);
            }
            opaque |= packet instanceof Packet.Dispatch || packet instanceof Packet.Indirect;
        }
        return new MemorySync(waits, stores, opaque);
    }

    private static boolean isStore(Packet packet) {
        return (packet instanceof Packet.Write write && !write.scratch())
                || packet instanceof Packet.Timestamp
                || packet instanceof Packet.Fill
                || packet instanceof Packet.Copy;
    }

    /** Returns whether it stores anything that may end a wait. */
    boolean mayEndWaits() {
        return opaque || !stores.isEmpty();
    }

    /** Returns whether one of its stores may have put there what is waited for. */
    boolean ends(Packet.Wait wait) {
        return stores.stream().anyMatch(store -> ends(store, wait));
    }

    private static boolean ends(Packet store, Packet.Wait wait) {
        if (store instanceof Packet.Write write) {
            return write.to() == wait.address() && wait.compare().holds(write.value(), wait.value());
        }
        if (store instanceof Packet.Timestamp timestamp) {
            return timestamp.to() == wait.address();
        }
        return store instanceof Packet.Fill fill
                ? covers(fill.to(), fill.bytes(), wait)
                : store instanceof Packet.Copy copy && covers(copy.to(), copy.bytes(), wait);
    }

    /** Returns whether bytes are among those of the word that is waited for. */
    static boolean covers(long from, long bytes, Packet.Wait wait) {
        return wait.address() - from < bytes && from - wait.address() < Long.BYTES;
    }
}
