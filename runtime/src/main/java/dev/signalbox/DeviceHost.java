package dev.signalbox;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import org.jspecify.annotations.Nullable;

/** What a device may ask of its host. */
public interface DeviceHost {
    /** Returns the time in nanoseconds on the device's clock. */
    long now();

    /** Raises an interrupt. */
    void interrupt(Interrupt interrupt);

    /** Returns what it shares with the host of a ring. */
    RingMemory ring(int number);

    /** Returns the memory that its provider made for it; null when it has none. */
    @Nullable DeviceMemory memory();

    /** Tells what a host cannot see, such as which pages an entry has accessed. */
    void report(DeviceFact fact);
}
