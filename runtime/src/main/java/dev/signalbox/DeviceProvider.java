package dev.signalbox;

import akka.actor.typed.Behavior;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import org.jspecify.annotations.Nullable;

/** The seam at which a device is plugged in: what it is made of, and the actor that speaks its protocol. */
public interface DeviceProvider {
    /** Returns what the device is made of; asked once, before it starts. */
    DeviceDescription describe();

    /** Returns the memory of a device that is about to start; null when it has none, and buffers then only order jobs. */
    default @Nullable DeviceMemory newMemory() {
        return null;
    }

    /** Returns the behaviour of the device's actor. It answers every entry by an interrupt, and never blocks. */
    Behavior<DeviceCommand> start(DeviceHost host);
}
