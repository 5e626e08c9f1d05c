package dev.signalbox.testkit;

import akka.actor.typed.Behavior;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.sim.actor.SimDeviceActor;
import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/** A simulated device on which resets take their time, engines fall asleep, and faults can be recovered from. */
class CostlySimDeviceContractTest extends DeviceContract {
    private static final int MEMORY = 1 << 20;

    @Override
    protected DeviceProvider provider() {
        return new DeviceProvider() {
            @Override
            public DeviceDescription describe() {
                return new DeviceDescription(
                        "costly",
                        List.of(new Engine("A", "A", 16), new Engine("B", "B", 16), new Engine("C", "C", 16)),
                        MEMORY,
                        MEMORY);
            }

            @Override
            public DeviceMemory newMemory() {
                return new SparseMemory(MEMORY, MEMORY);
            }

            @Override
            public Behavior<DeviceCommand> start(DeviceHost host) {
                return SimDeviceActor.create(host, spec(), start -> Failures.NONE);
            }
        };
    }

    private static GpuSpec spec() {
        List<GpuSpec.Unit> units = IntStream.range(0, 3)
                .mapToObj(ring -> GpuSpec.Unit.of(ring)
                        .withCosts(new GpuSpec.Costs(700, 300, 200, 100, 50))
                        .withPower(new GpuSpec.Power(5_000, 2_000, 1.5)))
                .toList();
        return new GpuSpec(units)
                .withResets(new GpuSpec.Resets(3_000, 20_000, 100_000))
                .withRecoverableFaults(true);
    }

    @Override
    protected List<Sample> samples() {
        Program busy = Program.builder()
                .pipelineSync()
                .delay(900)
                .preemptionPoint()
                .delay(800)
                .build();
        return List.of(new Sample(Work.of(busy), null));
    }

    @Nested
    class Memory extends DeviceMemoryContract {
        @Override
        protected DeviceProvider provider() {
            return CostlySimDeviceContractTest.this.provider();
        }
    }

    @Nested
    class Faults extends DeviceFaultContract {
        @Override
        protected DeviceProvider provider() {
            return CostlySimDeviceContractTest.this.provider();
        }

        @Override
        protected Program faultingProgram() {
            return Program.builder().write(0x10_000, 1).build();
        }
    }
}
