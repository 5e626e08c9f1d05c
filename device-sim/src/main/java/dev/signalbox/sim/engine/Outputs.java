package dev.signalbox.sim.engine;

import dev.signalbox.device.Interrupt;
import dev.signalbox.event.DeviceFact;

/** Whom a GPU tells. */
public interface Outputs {
    /** Raises an interrupt. */
    void interrupt(Interrupt interrupt);

    /** Tells what the host cannot see. */
    void report(DeviceFact fact);

    /** A kernel has thrown something, which ends the entry of a ring that has dispatched it. */
    void kernelThrew(int ring, long entry, String kernel, Throwable thrown);
}
