package dev.signalbox.sim.actor;

import akka.actor.Cancellable;
import akka.actor.DeadLetterSuppression;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.signalbox.DeviceHost;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.engine.Outputs;
import dev.signalbox.sim.engine.SimGpu;
import java.time.Duration;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated GPU as an actor: passes commands on with the time, and wakes itself when something is due. */
public final class SimDeviceActor extends AbstractBehavior<Object> implements DeviceCommand.Handler {
    /** To itself: something is due. Nothing is, when the device has stopped. */
    private enum Tick implements DeadLetterSuppression {
        TICK
    }

    private static final Logger LOG = LoggerFactory.getLogger(SimDeviceActor.class);

    private final DeviceHost host;
    private final SimGpu gpu;
    private long wakesAt = Long.MAX_VALUE;
    private @Nullable Cancellable alarm;

    private SimDeviceActor(ActorContext<Object> context, DeviceHost host, GpuSpec spec, Failures failures) {
        super(context);
        this.host = host;
        this.gpu = new SimGpu(
                spec,
                host::ring,
                host.memory(),
                failures,
                new Told(host, context.getSelf().path().name()));
        look(host.now());
    }

    /**
     * Creates the behaviour of an idle GPU.
     *
     * @param failures what goes wrong with a device that starts at a time
     */
    public static Behavior<DeviceCommand> create(DeviceHost host, GpuSpec spec, LongFunction<Failures> failures) {
        return Behaviors.<Object>setup(context -> new SimDeviceActor(context, host, spec, failures.apply(host.now())))
                .narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(DeviceCommand.class, this::onCommand)
                .onMessageEquals(Tick.TICK, this::onTick)
                .onSignal(PostStop.class, signal -> onStop())
                .build();
    }

    private Behavior<Object> onStop() {
        if (alarm != null) {
            alarm.cancel();
        }
        return this;
    }

    @Override
    public void onDoorbell(DeviceCommand.Doorbell doorbell) {
        if (gpu.hasRing(doorbell.ring())) {
            gpu.doorbell(doorbell, host.now());
        }
    }

    @Override
    public void onHastenEntry(DeviceCommand.HastenEntry hasten) {
        if (gpu.hasRing(hasten.ring())) {
            gpu.hasten(hasten, host.now());
        }
    }

    @Override
    public void onEndEntry(DeviceCommand.EndEntry end) {
        if (gpu.hasRing(end.ring())) {
            gpu.endEntry(end, host.now());
        }
    }

    @Override
    public void onResolveFault(DeviceCommand.ResolveFault resolve) {
        if (gpu.hasRing(resolve.ring())) {
            gpu.resolveFault(resolve, host.now());
        }
    }

    @Override
    public void onReset(DeviceCommand.Reset reset) {
        if (gpu.hasRing(reset.ring())) {
            gpu.reset(reset, host.now());
        }
    }

    @Override
    public void onAskProgress(DeviceCommand.AskProgress ask) {
        if (gpu.hasRing(ask.ring())) {
            gpu.askProgress(ask, host.now());
        }
    }

    @Override
    public void onMemoryWritten(DeviceCommand.MemoryWritten written) {
        gpu.memoryWritten(host.now());
    }

    private Behavior<Object> onCommand(DeviceCommand command) {
        command.accept(this);
        return execute();
    }

    private Behavior<Object> onTick() {
        wakesAt = Long.MAX_VALUE;
        return execute();
    }

    private Behavior<Object> execute() {
        long now = host.now();
        gpu.executeUntil(now);
        if (gpu.isLost()) {
            return Behaviors.stopped();
        }
        look(now);
        return Behaviors.same();
    }

    private void look(long now) {
        long next = gpu.nextEvent();
        if (next < wakesAt) {
            setAlarm(next, now);
        }
    }

    private void setAlarm(long at, long now) {
        if (alarm != null) {
            alarm.cancel();
        }
        wakesAt = at;
        Duration delay = Duration.ofNanos(Math.max(0, at - now));
        alarm = getContext().scheduleOnce(delay, getContext().getSelf(), Tick.TICK);
    }

    /** What the GPU says, to the host; and to whoever has written a kernel, to the log. */
    private record Told(DeviceHost host, String name) implements Outputs {
        @Override
        public void interrupt(Interrupt interrupt) {
            host.interrupt(interrupt);
        }

        @Override
        public void report(DeviceFact fact) {
            host.report(fact);
        }

        @Override
        public void kernelThrew(int ring, long entry, String kernel, Throwable thrown) {
            if (thrown instanceof IllegalArgumentException) {
                LOG.warn(
                        "{}: kernel {} threw in entry {} of ring {}: {}", name, kernel, entry, ring, thrown.toString());
            } else {
                LOG.warn("{}: kernel {} threw in entry {} of ring {}", name, kernel, entry, ring, thrown);
            }
        }
    }
}
