package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resets of a device. A larger one takes those that are under way with it; whoever asks for what is under way is answered when it is
 * over. Power can be lost, and only a reset of the device brings it back.
 */
final class Resets {
    /** A reset of units that is under way. */
    private static final class Pending {
        private final ResetScope scope;
        private final List<SimEngine> engines;
        private final BitSet askers = new BitSet();
        private boolean superseded;

        private Pending(ResetScope scope, List<SimEngine> engines) {
            this.scope = scope;
            this.engines = engines;
        }
    }

    private final Fabric fabric;
    private final List<SimEngine> engines;
    private final SimRing[] rings;
    private final @Nullable Pending[] pending;
    private boolean powerless;

    Resets(Fabric fabric, List<SimEngine> engines, SimRing[] rings) {
        this.fabric = fabric;
        this.engines = engines;
        this.rings = rings;
        this.pending = new Pending[rings.length];
    }

    void ask(DeviceCommand.Reset reset, long now) {
        SimRing ring = rings[reset.ring()];
        Pending underWay = pending[reset.ring()];
        if (reset.generation() != ring.generation()) {
            answer(ring, reset.scope(), true, 0);
        } else if (underWay != null && reset.scope().compareTo(underWay.scope) <= 0) {
            underWay.askers.set(ring.number());
        } else if (reset.scope() == ResetScope.JOB) {
            fabric.agenda.at(Speed.plus(now, costs().softNanos()), end -> endJob(reset, end));
        } else if (reset.scope() == ResetScope.ENGINE) {
            begin(new Pending(ResetScope.ENGINE, List.of(ring.engine())), ring, costs().engineNanos(), now);
        } else {
            begin(new Pending(ResetScope.DEVICE, engines), ring, costs().deviceNanos(), now);
        }
    }

    private GpuSpec.Resets costs() {
        return fabric.spec.resets();
    }

    private void begin(Pending reset, SimRing asker, long nanos, long now) {
        reset.askers.set(asker.number());
        for (SimEngine engine : reset.engines) {
            engine.halt(now);
            engine.rings().forEach(ring -> supersede(ring, reset));
        }
        fabric.agenda.at(Speed.plus(now, nanos), end -> end(reset, end));
    }

    private void supersede(SimRing ring, Pending by) {
        Pending smaller = pending[ring.number()];
        if (smaller != null) {
            smaller.superseded = true;
            by.askers.or(smaller.askers);
        }
        pending[ring.number()] = by;
    }

    /** The time of soft recovery is over. A ring that was reset meanwhile was told of that. */
    private void endJob(DeviceCommand.Reset reset, long now) {
        SimRing ring = rings[reset.ring()];
        Pending larger = pending[reset.ring()];
        if (reset.generation() != ring.generation()) {
            return;
        }
        if (larger != null) {
            larger.askers.set(ring.number());
            return;
        }
        boolean worked = !powerless && !fails(ring, ResetScope.JOB, now) && recover(ring, reset.seqno(), now);
        fabric.interrupts.raise(ring);
        answer(ring, ResetScope.JOB, worked, ring.executing());
    }

    /** There is nothing to be done for an entry that is done, or waits for its engine. */
    private static boolean recover(SimRing ring, long seqno, long now) {
        return !ring.isIn(seqno) || ring.engine().kill(ring, seqno, Errno.ENODATA, now);
    }

    private void end(Pending reset, long now) {
        if (reset.superseded) {
            return;
        }
        reset.engines.forEach(engine -> engine.rings().forEach(ring -> pending[ring.number()] = null));
        SimRing asker = rings[reset.askers.nextSetBit(0)];
        if (isPossible(reset) && !fails(asker, reset.scope, now)) {
            succeed(reset);
        } else {
            giveUp(reset, now);
        }
    }

    private boolean isPossible(Pending reset) {
        return reset.scope == ResetScope.DEVICE
                || (!powerless
                        && reset.engines.stream()
                                .flatMap(engine -> engine.rings().stream())
                                .allMatch(ring -> ring.isEndedBy(reset.scope)));
    }

    private boolean fails(SimRing ring, ResetScope scope, long now) {
        boolean fails = fabric.failures.resetFails(ring.number(), scope, now);
        if (fails) {
            fabric.injected(ring.number(), ring.executing(), "failed-reset");
        }
        return fails;
    }

    private void giveUp(Pending reset, long now) {
        if (!powerless) {
            reset.engines.forEach(engine -> engine.resume(now));
        }
        reset.askers.stream().forEach(number -> {
            SimRing ring = rings[number];
            answer(ring, reset.scope, false, ring.executing());
        });
    }

    private void succeed(Pending reset) {
        boolean memoryLost = powerless;
        if (reset.scope == ResetScope.DEVICE) {
            powerless = false;
            for (SimRing ring : rings) {
                ring.forgetSpaces();
            }
        }
        for (SimEngine engine : reset.engines) {
            engine.rings().forEach(fabric.interrupts::raise);
            long[] executing =
                    engine.rings().stream().mapToLong(SimRing::executing).toArray();
            engine.reset();
            for (int i = 0; i < executing.length; i++) {
                SimRing ring = engine.rings().get(i);
                fabric.outputs.interrupt(new Interrupt.ResetEnded(
                        ring.number(),
                        ring.generation(),
                        reset.scope,
                        true,
                        ring.doneThrough(),
                        executing[i],
                        memoryLost,
                        ring.news().take()));
            }
        }
    }

    /** Answers a reset that takes nothing off the ring. */
    private void answer(SimRing ring, ResetScope scope, boolean worked, long executing) {
        fabric.outputs.interrupt(new Interrupt.ResetEnded(
                ring.number(), ring.generation(), scope, worked, ring.doneThrough(), executing, false));
    }

    /** All units stand still until the device is reset. */
    void losePower(long now) {
        powerless = true;
        fabric.memory.losePower();
        engines.forEach(engine -> engine.halt(now));
    }
}
