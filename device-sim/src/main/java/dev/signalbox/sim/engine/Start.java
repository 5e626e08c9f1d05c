package dev.signalbox.sim.engine;

import dev.signalbox.device.Interrupt.FaultReason;

/** What comes of starting a packet. */
sealed interface Start permits Operation, Start.Refused, Start.Faulted {
    /** It makes no sense. */
    enum Refused implements Start {
        REFUSED
    }

    /** An access of it finds no translation that allows it. */
    record Faulted(int space, long address, boolean write, FaultReason reason) implements Start {}
}
