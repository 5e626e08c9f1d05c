package dev.signalbox.testkit;

import dev.signalbox.DeviceHost;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host of a device under test: hands interrupts to the ring that they are about. */
record RecordingHost(DeviceWorld world, @Nullable DeviceMemory memory, List<HostRing> rings, List<String> problems)
        implements DeviceHost {
    @Override
    public long now() {
        return world.now();
    }

    @Override
    public void interrupt(Interrupt interrupt) {
        if (interrupt.ring() < 0 || interrupt.ring() >= rings.size()) {
            problems.add(interrupt + ": there is no such ring");
        } else {
            rings.get(interrupt.ring()).hear(interrupt);
        }
        world.heard();
    }

    @Override
    public RingMemory ring(int number) {
        return rings.get(number).memory();
    }

    @Override
    public void report(DeviceFact fact) {}
}
