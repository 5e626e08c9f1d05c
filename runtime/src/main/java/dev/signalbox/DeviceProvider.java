package dev.signalbox;

import akka.actor.typed.Behavior;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;

/** The seam at which a device is plugged in: what it is made of, and the actor that speaks its protocol. */
public interface DeviceProvider {
    /** Returns what the device is made of; asked once, before it starts. */
    DeviceDescription describe();

    /** Returns the behaviour of the device's actor. It answers every entry by an interrupt, and never blocks. */
    Behavior<DeviceCommand> start(DeviceHost host);
}
