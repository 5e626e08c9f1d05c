package dev.signalbox.testkit;

import akka.actor.typed.Behavior;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.SimDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The simulated device owns the fences of its hardware rings: a doorbell asks for them, an interrupt signals them. */
@ConformanceRow(
        value = "FEN-28",
        says =
                "A device that dies leaves no fence pending: those of its jobs end with ENODEV, and whoever waits is told once.")
class DeviceFencesTest extends FenceOwnerContract {
    /** The entries of one ring that interrupts say are done. */
    private record Watched(DeviceProvider of, List<Long> done) implements DeviceProvider {
        @Override
        public DeviceDescription describe() {
            return of.describe();
        }

        @Override
        public @Nullable DeviceMemory newMemory() {
            return of.newMemory();
        }

        @Override
        public Behavior<DeviceCommand> start(DeviceHost host) {
            return of.start(new DeviceHost() {
                @Override
                public long now() {
                    return host.now();
                }

                @Override
                public void interrupt(Interrupt interrupt) {
                    if (interrupt instanceof Interrupt.Fence fence) {
                        long last = done.isEmpty() ? 0 : done.get(done.size() - 1);
                        LongStream.rangeClosed(Math.min(last + 1, fence.seqno()), fence.seqno())
                                .forEach(done::add);
                    }
                    host.interrupt(interrupt);
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
            });
        }
    }

    @Override
    protected Owner open(LabRun run) {
        Watched device = new Watched(SimDevice.configured(run.signalbox().config()), new ArrayList<>());
        run.open(device);
        return new EntityFencesTest.Jobs(run.client("one").queue("RCS")) {
            @Override
            public void die() {
                stop(run, "device");
            }

            @Override
            public List<Optional<Errno>> lastWords() {
                return List.of(Optional.of(Errno.ENODEV));
            }

            @Override
            public Stream<Long> over(FactLog facts) {
                return device.done().stream();
            }

            @Override
            public boolean tellsItsDeath() {
                return false;
            }
        };
    }
}
