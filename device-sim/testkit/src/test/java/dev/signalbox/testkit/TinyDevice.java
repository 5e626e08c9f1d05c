package dev.signalbox.testkit;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The least that keeps the contract of devices, or, with a flaw, something that does not. */
record TinyDevice(Set<Flaw> flaws) implements DeviceProvider {
    /** What may be wrong with it. */
    enum Flaw {
        EXECUTES_OUT_OF_ORDER,
        FORGETS_GENERATIONS,
        WRITES_BACK_LATE,
        ANSWERS_TWICE,
        LOSES_ENDINGS,
        RESETS_TOO_MUCH
    }

    private record Over(TinyRing ring, int generation, long seqno) implements DeadLetterSuppression {}

    @Override
    public DeviceDescription describe() {
        return new DeviceDescription(
                "tiny", List.of(new Engine("A", "A", 16), new Engine("B", "B", 16), new Engine("C", "C", 16)));
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost host) {
        return Behaviors.<Object>setup(context -> new Actor(context, host, this))
                .narrow();
    }

    private static final class Actor extends AbstractBehavior<Object> implements DeviceCommand.Handler {
        private final DeviceHost host;
        private final Set<Flaw> flaws;
        private final List<TinyRing> rings = new ArrayList<>();

        Actor(ActorContext<Object> context, DeviceHost host, TinyDevice device) {
            super(context);
            this.host = host;
            this.flaws = device.flaws();
            for (int i = 0; i < device.describe().engines().size(); i++) {
                rings.add(new TinyRing(i, host.ring(i), flaws));
            }
        }

        @Override
        public Receive<Object> createReceive() {
            return newReceiveBuilder()
                    .onMessage(DeviceCommand.class, command -> {
                        command.accept(this);
                        return this;
                    })
                    .onMessage(Over.class, this::onOver)
                    .build();
        }

        private Behavior<Object> onOver(Over over) {
            if (over.ring().isExecuting(over.generation(), over.seqno())) {
                over.ring().finishHead(null);
                proceed(over.ring());
            }
            return this;
        }

        private @Nullable TinyRing ring(int number) {
            return number >= 0 && number < rings.size() ? rings.get(number) : null;
        }

        @Override
        public void onDoorbell(DeviceCommand.Doorbell doorbell) {
            TinyRing ring = ring(doorbell.ring());
            if (ring != null && ring.publish(doorbell)) {
                proceed(ring);
            }
        }

        @Override
        public void onEndEntry(DeviceCommand.EndEntry end) {
            TinyRing ring = ring(end.ring());
            if (ring != null) {
                ring.end(end);
                proceed(ring);
            }
        }

        @Override
        public void onHastenEntry(DeviceCommand.HastenEntry hasten) {}

        @Override
        public void onResolveFault(DeviceCommand.ResolveFault resolve) {}

        @Override
        public void onAskProgress(DeviceCommand.AskProgress ask) {
            TinyRing ring = ring(ask.ring());
            if (ring != null) {
                host.interrupt(ring.progress());
            }
        }

        @Override
        public void onMemoryWritten(DeviceCommand.MemoryWritten written) {}

        @Override
        public void onReset(DeviceCommand.Reset reset) {
            TinyRing ring = ring(reset.ring());
            if (ring == null) {
                return;
            }
            if (ring.generation() != reset.generation()) {
                host.interrupt(ring.answer(reset.scope(), true, 0));
            } else if (reset.scope() == ResetScope.JOB) {
                kill(ring, reset.seqno());
            } else if (reset.scope() == ResetScope.ENGINE && !flaws.contains(Flaw.RESETS_TOO_MUCH)) {
                host.interrupt(ring.reset(ResetScope.ENGINE));
            } else {
                rings.forEach(each -> host.interrupt(each.reset(reset.scope())));
            }
        }

        private void kill(TinyRing ring, long seqno) {
            boolean worked = ring.isExecuting(ring.generation(), seqno);
            if (worked) {
                ring.finishHead(Errno.ENODATA);
                proceed(ring);
            }
            host.interrupt(ring.answer(ResetScope.JOB, worked, 0));
        }

        private void proceed(TinyRing ring) {
            for (TinyRing.Entry head = ring.begin(); head != null; head = ring.begin()) {
                if (head.nanos() >= 0) {
                    Over over = new Over(ring, ring.generation(), head.seqno());
                    getContext()
                            .scheduleOnce(
                                    Duration.ofNanos(head.nanos()), getContext().getSelf(), over);
                }
            }
            Interrupt interrupt = ring.announce();
            if (interrupt != null) {
                host.interrupt(interrupt);
                ring.writeBack();
            }
        }
    }
}
