package dev.signalbox.testkit;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A device that takes no time for anything but endless work, where its engine stands still until it is reset or the entry is ended. How
 * it answers resets, and what it does wrong, is said by the test.
 */
final class ScriptedDevice implements DeviceProvider {
    /** How it answers a reset. */
    enum Answer {
        /** It does what it was asked for. */
        WORKS,
        /** It does nothing, and says that it has. */
        PRETENDS,
        /** It does nothing, and says so. */
        FAILS,
        /** It does and says nothing. */
        SILENT,
        /** It does what it was asked for when it is asked for the next one. */
        LATE
    }

    private final List<Engine> engines;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<ScriptedEngine.Lie> lies = new ArrayList<>();
    private final List<Integer> broken = new ArrayList<>();
    private final List<Long> hastened = new ArrayList<>();
    private final List<Long> deadlines = new ArrayList<>();
    private final List<DeviceCommand.Reset> asked = new ArrayList<>();
    private Answer otherwise = Answer.WORKS;
    private boolean readsAhead;
    private boolean losesMemory;
    private long delay;
    private @Nullable DeviceHost host;

    /** A device with engines E0, E1 and so on. */
    ScriptedDevice(int engines, int credits) {
        this.engines = IntStream.range(0, engines)
                .mapToObj(number -> new Engine("E" + number, "E" + number, credits))
                .toList();
    }

    /** Resets are answered like this, one after the other; those that follow work. */
    ScriptedDevice answering(Answer... inOrder) {
        answers.addAll(List.of(inOrder));
        return this;
    }

    /** Resets that nothing else was said of are answered like this. */
    ScriptedDevice otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    /** The interrupt that would say first that an entry is done says another number; none at all when that is 0. */
    ScriptedDevice lying(int ring, long entry, long seqno) {
        lies.add(new ScriptedEngine.Lie(ring, entry, seqno));
        return this;
    }

    /** What a ring writes does not arrive in its registers. */
    ScriptedDevice breaking(int ring) {
        broken.add(ring);
        return this;
    }

    /** It reads everything that is published at once. */
    ScriptedDevice readingAhead() {
        readsAhead = true;
        return this;
    }

    /** Resets take the memory with them. */
    ScriptedDevice losingMemory() {
        losesMemory = true;
        return this;
    }

    /** Everything that it says arrives so many nanoseconds later, in order. */
    ScriptedDevice slowly(long nanos) {
        delay = nanos;
        return this;
    }

    /** Returns the entries that it was told to hasten, each as often as it was. */
    List<Long> hastened() {
        return hastened;
    }

    /** Returns the deadlines that it was told of, in nanoseconds, in the order of {@link #hastened}. */
    List<Long> deadlines() {
        return deadlines;
    }

    /** Returns what it was asked to reset, by what and in which order. */
    List<ResetScope> asked() {
        return asked.stream().map(DeviceCommand.Reset::scope).toList();
    }

    /** Raises an interrupt out of nothing. */
    void raise(Interrupt interrupt) {
        host().interrupt(interrupt);
    }

    private DeviceHost host() {
        if (host == null) {
            throw new IllegalStateException("it has not been started");
        }
        return host;
    }

    @Override
    public DeviceDescription describe() {
        return new DeviceDescription("scripted", engines);
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost startedBy) {
        return Behaviors.setup(context -> {
            DeviceHost told = delay == 0 ? startedBy : new Slow(startedBy, context, Duration.ofNanos(delay));
            host = told;
            Running running = new Running(told);
            return Behaviors.receiveMessage(command -> {
                command.accept(running);
                return Behaviors.same();
            });
        });
    }

    private record Slow(DeviceHost host, ActorContext<?> context, Duration delay) implements DeviceHost {
        @Override
        public long now() {
            return host.now();
        }

        @Override
        public void interrupt(Interrupt interrupt) {
            context.getSystem()
                    .scheduler()
                    .scheduleOnce(delay, () -> host.interrupt(interrupt), context.getExecutionContext());
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

    private final class Running implements DeviceCommand.Handler {
        private final List<ScriptedEngine> units = new ArrayList<>();
        private DeviceCommand.@Nullable Reset late;

        Running(DeviceHost host) {
            for (int ring = 0; ring < engines.size(); ring++) {
                units.add(new ScriptedEngine(ring, host, lies, broken.contains(ring)));
            }
        }

        @Override
        public void onDoorbell(DeviceCommand.Doorbell doorbell) {
            units.get(doorbell.ring()).publish(doorbell, readsAhead);
        }

        @Override
        public void onEndEntry(DeviceCommand.EndEntry end) {
            units.get(end.ring()).end(end.seqno(), end.error());
        }

        @Override
        public void onHastenEntry(DeviceCommand.HastenEntry hasten) {
            hastened.add(hasten.seqno());
            deadlines.add(hasten.deadline());
        }

        @Override
        public void onResolveFault(DeviceCommand.ResolveFault resolve) {}

        @Override
        public void onAskProgress(DeviceCommand.AskProgress ask) {
            units.get(ask.ring()).sayProgress();
        }

        @Override
        public void onMemoryWritten(DeviceCommand.MemoryWritten written) {}

        @Override
        public void onReset(DeviceCommand.Reset reset) {
            asked.add(reset);
            DeviceCommand.Reset before = late;
            late = null;
            if (before != null) {
                carryOut(before);
            }
            if (!units.get(reset.ring()).isStale(reset)) {
                answer(reset, answers.isEmpty() ? otherwise : answers.removeFirst());
            } else {
                units.get(reset.ring()).say(reset.scope(), true);
            }
        }

        private void answer(DeviceCommand.Reset reset, Answer answer) {
            switch (answer) {
                case WORKS -> carryOut(reset);
                case PRETENDS -> units.get(reset.ring()).say(reset.scope(), true);
                case FAILS -> units.get(reset.ring()).say(reset.scope(), false);
                case LATE -> late = reset;
                case SILENT -> {}
            }
        }

        private void carryOut(DeviceCommand.Reset reset) {
            switch (reset.scope()) {
                case JOB -> units.get(reset.ring()).kill(reset.seqno());
                case ENGINE -> units.get(reset.ring()).reset(reset.scope(), losesMemory);
                case DEVICE -> units.forEach(unit -> unit.reset(reset.scope(), losesMemory));
            }
        }
    }
}
