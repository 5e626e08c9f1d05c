package dev.signalbox.examples.lambda;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.signalbox.DeviceHost;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The device as an actor: passes commands to its rings, steps of entries to the pool and the timers, and interrupts to the host. */
final class LambdaDeviceActor extends AbstractBehavior<Object> implements DeviceCommand.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaDevice.class);

    /** How long a kernel may take to notice that it is to stop, before soft recovery has failed. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** What kernels run on. */
    record Pool(Map<String, LambdaKernel> kernels, Executor executor, Runnable shutdown) {}

    /** To itself: a step of an entry is over. */
    private record StepOver(
            int ring, int generation, long seqno, @Nullable Errno error) implements DeadLetterSuppression {}

    /** To itself: a kernel that was asked to stop has had its time. */
    private record GraceOver(int ring, int generation, long seqno) implements DeadLetterSuppression {}

    /** A kernel, with what it is run for. */
    private record Task(
            String device, Packet.Dispatch dispatch, StepOver step, LambdaKernel kernel, Cancellation cancel) {
        /** On a thread of the pool. Returns whether it has done what it is for; who was asked to stop may throw whatever it likes. */
        boolean run() {
            try {
                long[] arguments =
                        dispatch.arguments().stream().mapToLong(Long::longValue).toArray();
                kernel.run(arguments, cancel);
                return true;
            } catch (Throwable failure) {
                if (!cancel.isRequested()) {
                    warn("threw", failure);
                }
                return false;
            }
        }

        void warn(String what, Throwable failure) {
            LOG.warn(
                    "{}: kernel {} {} in entry {} of ring {}",
                    device,
                    dispatch.kernel(),
                    what,
                    step.seqno(),
                    step.ring(),
                    failure);
        }
    }

    private final DeviceHost host;
    private final Pool pool;
    private final List<LambdaRing> rings = new ArrayList<>();
    /** Of the kernel that each ring waits for. */
    private final Map<LambdaRing, Cancellation> running = new LinkedHashMap<>();
    /** How many soft recoveries each ring has still to answer. */
    private final Map<LambdaRing, Integer> killings = new LinkedHashMap<>();

    private LambdaDeviceActor(ActorContext<Object> context, DeviceHost host, int rings, Pool pool) {
        super(context);
        this.host = host;
        this.pool = pool;
        for (int ring = 0; ring < rings; ring++) {
            this.rings.add(new LambdaRing(ring, host.ring(ring)));
        }
    }

    static Behavior<DeviceCommand> create(DeviceHost host, int rings, Pool pool) {
        return Behaviors.<Object>setup(context -> new LambdaDeviceActor(context, host, rings, pool))
                .narrow();
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder()
                .onMessage(DeviceCommand.class, this::onCommand)
                .onMessage(StepOver.class, this::onStepOver)
                .onMessage(GraceOver.class, this::onGraceOver)
                .onSignal(PostStop.class, stopped -> onStopped())
                .build();
    }

    private Behavior<Object> onCommand(DeviceCommand command) {
        command.accept(this);
        return this;
    }

    private Behavior<Object> onStopped() {
        running.values().forEach(Cancellation::request);
        pool.shutdown().run();
        return this;
    }

    /** Calls somebody with a ring, if there is such a ring. */
    private void with(int number, Consumer<LambdaRing> what) {
        if (number >= 0 && number < rings.size()) {
            what.accept(rings.get(number));
        }
    }

    @Override
    public void onDoorbell(DeviceCommand.Doorbell doorbell) {
        with(doorbell.ring(), ring -> {
            ring.publish(doorbell.generation(), doorbell.writePointer());
            proceed(ring);
        });
    }

    @Override
    public void onEndEntry(DeviceCommand.EndEntry end) {
        with(end.ring(), ring -> {
            ring.end(end.seqno(), end.error());
            if (ring.executing() == end.seqno()) {
                stop(ring);
            }
        });
    }

    /** No kernel can be made faster. */
    @Override
    public void onHastenEntry(DeviceCommand.HastenEntry hasten) {}

    /** No access faults. */
    @Override
    public void onResolveFault(DeviceCommand.ResolveFault resolve) {}

    @Override
    public void onAskProgress(DeviceCommand.AskProgress ask) {
        with(ask.ring(), ring -> host.interrupt(ring.progress()));
    }

    /** Nothing waits for memory. */
    @Override
    public void onMemoryWritten(DeviceCommand.MemoryWritten written) {}

    @Override
    public void onReset(DeviceCommand.Reset reset) {
        with(reset.ring(), ring -> {
            if (reset.generation() != ring.generation()) {
                host.interrupt(ring.answer(reset.scope(), true));
            } else if (reset.scope() == ResetScope.JOB) {
                kill(ring, reset.seqno());
            } else if (reset.scope() == ResetScope.ENGINE) {
                reset(ring, ResetScope.ENGINE);
            } else {
                rings.forEach(each -> reset(each, ResetScope.DEVICE));
            }
        });
    }

    /** What runs on the pool cannot be taken from there: it is asked to stop, and nobody listens to it any more. */
    private void reset(LambdaRing ring, ResetScope scope) {
        Cancellation left = running.remove(ring);
        if (left != null) {
            left.request();
        }
        killings.remove(ring);
        host.interrupt(ring.reset(scope));
    }

    /** Soft recovery has worked when the entry is over, and has nothing to do when it was before. */
    private void kill(LambdaRing ring, long seqno) {
        if (ring.executing() != seqno) {
            host.interrupt(ring.answer(ResetScope.JOB, ring.isDone(seqno)));
            return;
        }
        ring.end(seqno, Errno.ENODATA);
        killings.merge(ring, 1, Integer::sum);
        getContext()
                .scheduleOnce(GRACE, getContext().getSelf(), new GraceOver(ring.number(), ring.generation(), seqno));
        stop(ring);
    }

    private Behavior<Object> onGraceOver(GraceOver grace) {
        LambdaRing ring = rings.get(grace.ring());
        if (ring.isWaitingIn(grace.generation(), grace.seqno())) {
            answerKillings(ring, false);
        }
        return this;
    }

    private void answerKillings(LambdaRing ring, boolean worked) {
        Integer asked = killings.remove(ring);
        for (int left = asked == null ? 0 : asked; left > 0; left--) {
            host.interrupt(ring.answer(ResetScope.JOB, worked));
        }
    }

    /** Stops the step that a ring waits for: a delay at once, a kernel when it notices. */
    private void stop(LambdaRing ring) {
        Cancellation kernel = running.get(ring);
        if (kernel == null) {
            stepOver(ring, null);
        } else {
            kernel.request();
        }
    }

    private Behavior<Object> onStepOver(StepOver over) {
        LambdaRing ring = rings.get(over.ring());
        if (ring.isWaitingIn(over.generation(), over.seqno())) {
            running.remove(ring);
            stepOver(ring, over.error());
        }
        return this;
    }

    private void stepOver(LambdaRing ring, @Nullable Errno error) {
        long executing = ring.executing();
        ring.stepOver(error);
        proceed(ring);
        if (ring.isDone(executing)) {
            answerKillings(ring, true);
        }
    }

    private void proceed(LambdaRing ring) {
        for (Packet step = ring.proceed(); step != null; step = ring.proceed()) {
            begin(ring, step);
        }
        Interrupt.Fence interrupt = ring.announce();
        if (interrupt != null) {
            host.interrupt(interrupt);
        }
    }

    private void begin(LambdaRing ring, Packet step) {
        if (step instanceof Packet.Dispatch dispatch) {
            begin(ring, dispatch);
        } else if (step instanceof Packet.Delay delay && delay.nanos() != Work.ENDLESS) {
            Duration time = Duration.ofNanos(Math.max(0, delay.nanos()));
            getContext().scheduleOnce(time, getContext().getSelf(), over(ring, null));
        }
    }

    private void begin(LambdaRing ring, Packet.Dispatch dispatch) {
        LambdaKernel kernel = pool.kernels().get(dispatch.kernel());
        if (kernel == null) {
            ring.stepOver(Errno.EINVAL);
            return;
        }
        Cancellation cancel = new Cancellation();
        ActorRef<Object> self = getContext().getSelf();
        StepOver well = over(ring, null);
        StepOver failed = over(ring, Errno.EIO);
        Task task = new Task(self.path().name(), dispatch, well, kernel, cancel);
        try {
            pool.executor().execute(() -> self.tell(task.run() ? well : failed));
            running.put(ring, cancel);
        } catch (Throwable full) {
            task.warn("cannot be started", full);
            ring.stepOver(Errno.EIO);
        }
    }

    private static StepOver over(LambdaRing ring, @Nullable Errno error) {
        return new StepOver(ring.number(), ring.generation(), ring.executing(), error);
    }
}
