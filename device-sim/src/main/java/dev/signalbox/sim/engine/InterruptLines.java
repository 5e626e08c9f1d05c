package dev.signalbox.sim.engine;

import dev.signalbox.device.Interrupt;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fence interrupts: one for a ring and step, however many entries it covers. */
final class InterruptLines {
    private final Fabric fabric;
    private final BitSet due = new BitSet();

    InterruptLines(Fabric fabric) {
        this.fabric = fabric;
    }

    /** A ring has something to tell. */
    void due(int ring) {
        due.set(ring);
    }

    /** Raises what is due, in the order of the rings. */
    void raiseAll(SimRing[] rings) {
        for (int ring = due.nextSetBit(0); ring >= 0; ring = due.nextSetBit(ring + 1)) {
            raise(rings[ring]);
        }
    }

    /** Raises what a ring has to tell, if it is due. */
    void raise(SimRing ring) {
        if (due.get(ring.number())) {
            due.clear(ring.number());
            Failures.InterruptFailure failure = failure(ring);
            if (failure == null) {
                emit(ring);
            } else {
                raise(ring, failure);
            }
        }
    }

    private Failures.@Nullable InterruptFailure failure(SimRing ring) {
        return fabric.failures == Failures.NONE || !ring.news().isUntold()
                ? null
                : fabric.failures.interruptRaised(ring.number(), ring.doneThrough(), fabric.now);
    }

    private void raise(SimRing ring, Failures.InterruptFailure failure) {
        fabric.injected(ring.number(), ring.doneThrough(), failure.name());
        if (failure instanceof Failures.Late late) {
            raiseLater(ring, Speed.plus(fabric.now, late.nanos()));
        } else if (failure instanceof Failures.Spurious) {
            fabric.outputs.interrupt(new Interrupt.Fence(
                    ring.number(), ring.generation(), ring.news().announcedThrough(), List.of()));
            emit(ring);
        }
    }

    private void raiseLater(SimRing ring, long time) {
        int generation = ring.generation();
        fabric.agenda.at(time, now -> {
            if (ring.generation() == generation) {
                emit(ring);
            }
        });
    }

    private void emit(SimRing ring) {
        if (ring.news().isUntold()) {
            fabric.outputs.interrupt(ring.takeNews());
        }
    }
}
