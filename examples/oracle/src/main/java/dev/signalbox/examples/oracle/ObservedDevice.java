package dev.signalbox.examples.oracle;

import akka.actor.typed.Behavior;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import org.jspecify.annotations.Nullable;

/**
 * A device whose interrupts somebody hears of: when its hardware is done with a job is no fact of the runtime's.
 *
 * @param device what it is
 * @param facts who hears of it
 */
record ObservedDevice(DeviceProvider device, ObservedFacts facts) implements DeviceProvider {
    @Override
    public DeviceDescription describe() {
        return device.describe();
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost host) {
        return device.start(new Host(host, facts, new long[describe().engines().size()]));
    }

    /** Passes everything on. */
    private record Host(DeviceHost host, ObservedFacts facts, long[] done) implements DeviceHost {
        @Override
        public void interrupt(Interrupt interrupt) {
            if (interrupt instanceof Interrupt.Fence fence) {
                while (done[fence.ring()] < fence.seqno()) {
                    facts.hardwareDone(fence.ring(), ++done[fence.ring()], host.now());
                }
            }
            host.interrupt(interrupt);
        }

        @Override
        public long now() {
            return host.now();
        }

        @Override
        public RingMemory ring(int number) {
            return host.ring(number);
        }

        @Override
        public @Nullable DeviceMemory memory() {
            return host.memory();
        }

        @Override
        public void report(DeviceFact fact) {
            host.report(fact);
        }
    }
}
