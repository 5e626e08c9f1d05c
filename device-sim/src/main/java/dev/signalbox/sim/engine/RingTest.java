package dev.signalbox.sim.engine;

import dev.signalbox.device.Packet;

/**
 * How far the test of a ring is, which its host writes behind a reset, before the first entry: a write of a register on the ring, and an
 * indirect buffer. It is executed whatever becomes of the entry that it stands in, for the host looks at it.
 */
final class RingTest {
    private enum Part {
        REGISTER,
        BUFFER,
        IN_BUFFER,
        NONE
    }

    private Part next = Part.REGISTER;

    /** Returns whether a packet belongs to the test; it is the next one that is executed, or would be. */
    boolean takes(Packet packet, boolean isOnRing) {
        boolean takes = next != Part.NONE && isNext(packet, isOnRing);
        next = takes ? following() : Part.NONE;
        return takes;
    }

    private boolean isNext(Packet packet, boolean isOnRing) {
        return switch (next) {
            case REGISTER -> isOnRing && packet instanceof Packet.Write write && write.scratch();
            case BUFFER -> isOnRing && packet instanceof Packet.Indirect buffer && buffer.host() && buffer.space() == 0;
            case IN_BUFFER -> !isOnRing;
            case NONE -> false;
        };
    }

    private Part following() {
        return next == Part.REGISTER ? Part.BUFFER : Part.IN_BUFFER;
    }

    /** The ring was reset. */
    void restart() {
        next = Part.REGISTER;
    }
}
