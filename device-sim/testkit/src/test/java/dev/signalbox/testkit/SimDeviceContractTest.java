package dev.signalbox.testkit;

import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.engine.GpuSpec;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The simulated device keeps the contract of devices. */
class SimDeviceContractTest extends DeviceContract {
    private static final List<Engine> ENGINES =
            List.of(new Engine("A", "A", 16), new Engine("B", "B", 16), new Engine("C", "C", 16));

    @Override
    protected DeviceProvider provider() {
        return SimDevice.of("sim", ENGINES.toArray(Engine[]::new));
    }

    @Nested
    class Memory extends DeviceMemoryContract {
        @Override
        protected DeviceProvider provider() {
            return SimDevice.of(new DeviceDescription("sim", ENGINES, 0, 1 << 20), GpuSpec.plain(ENGINES.size()));
        }
    }
}
