package dev.signalbox.testkit;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A device with memory whose two engines, A and B, do nothing but copy, fill and write, in no time.
 *
 * @param contents its memory
 * @param stalls whether an engine waits at a fault for what the host does
 */
record StoreDevice(SparseMemory contents, boolean stalls) implements DeviceProvider {
    private static final List<Engine> ENGINES = List.of(new Engine("A", "A", 4), new Engine("B", "B", 4));

    /** A device with so many pages, half of them VRAM, whose faults can be recovered from. */
    static StoreDevice ofPages(long pages) {
        return new StoreDevice(new SparseMemory(pages / 2 * DeviceMemory.PAGE, pages / 2 * DeviceMemory.PAGE), true);
    }

    @Override
    public DeviceDescription describe() {
        return new DeviceDescription("store", ENGINES, contents.vramBytes(), contents.systemBytes());
    }

    @Override
    public DeviceMemory newMemory() {
        return contents;
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost host) {
        return Behaviors.setup(context -> {
            DeviceMemory memory = Objects.requireNonNull(host.memory());
            List<StoreRing> rings = new ArrayList<>();
            for (int ring = 0; ring < ENGINES.size(); ring++) {
                rings.add(new StoreRing(ring, host, memory, stalls));
            }
            return Behaviors.receiveMessage(command -> {
                if (command instanceof DeviceCommand.Doorbell doorbell) {
                    rings.get(doorbell.ring()).publish(doorbell.writePointer());
                } else if (command instanceof DeviceCommand.ResolveFault resolve) {
                    rings.get(resolve.ring()).resolve(resolve.retry());
                }
                return Behaviors.same();
            });
        });
    }
}
