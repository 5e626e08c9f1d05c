package dev.signalbox;

import dev.signalbox.device.Interrupt;

/** What a device may ask of its host. */
public interface DeviceHost {
    /** Returns the time in nanoseconds on the device's clock. */
    long now();

    /** Raises the fence interrupt of a ring. */
    void interrupt(Interrupt interrupt);
}
