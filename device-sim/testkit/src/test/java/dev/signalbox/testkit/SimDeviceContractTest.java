package dev.signalbox.testkit;

import dev.signalbox.DeviceProvider;
import dev.signalbox.device.Engine;
import dev.signalbox.sim.SimDevice;

/** The simulated device keeps the contract of devices. */
class SimDeviceContractTest extends DeviceContract {
    @Override
    protected DeviceProvider provider() {
        return SimDevice.of("sim", new Engine("A", "A", 16), new Engine("B", "B", 16), new Engine("C", "C", 16));
    }
}
