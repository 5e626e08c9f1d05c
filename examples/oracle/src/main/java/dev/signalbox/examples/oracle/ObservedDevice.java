package dev.signalbox.examples.oracle;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device of which somebody hears when it is done with an entry, and which entries the host ends: that is no fact of the runtime's.
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
        Host observed = new Host(host, facts);
        return Behaviors.intercept(() -> new Ends(facts), device.start(observed));
    }

    /** Hears of entries that the host ends. */
    private static final class Ends extends BehaviorInterceptor<DeviceCommand, DeviceCommand> {
        private final ObservedFacts facts;

        Ends(ObservedFacts facts) {
            super(DeviceCommand.class);
            this.facts = facts;
        }

        @Override
        public Behavior<DeviceCommand> aroundReceive(
                TypedActorContext<DeviceCommand> context, DeviceCommand command, ReceiveTarget<DeviceCommand> target) {
            if (command instanceof DeviceCommand.EndEntry end) {
                facts.endedByHost(end.ring(), end.seqno());
            }
            return target.apply(context, command);
        }
    }

    /** Passes everything on. */
    private static final class Host implements DeviceHost {
        private final DeviceHost host;
        private final ObservedFacts facts;
        private final Map<Integer, Long> done = new HashMap<>();

        Host(DeviceHost host, ObservedFacts facts) {
            this.host = host;
            this.facts = facts;
        }

        @Override
        public void interrupt(Interrupt interrupt) {
            if (interrupt instanceof Interrupt.Fence fence) {
                for (long entry = done.getOrDefault(fence.ring(), 0L) + 1; entry <= fence.seqno(); entry++) {
                    facts.hardwareDone(fence.ring(), entry);
                    done.put(fence.ring(), entry);
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
