package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.RingMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A GPU of independent engines. Whoever drives it says what time it is, and asks when it is worth looking again. */
public final class SimGpu {
    private final List<SimRing> rings = new ArrayList<>();

    /** Creates a GPU with so many idle rings, numbered from 0. */
    public SimGpu(int rings, IntFunction<RingMemory> memory) {
        for (int ring = 0; ring < rings; ring++) {
            this.rings.add(new SimRing(ring, memory.apply(ring)));
        }
    }

    /** Takes new entries of a ring. */
    public void doorbell(DeviceCommand.Doorbell doorbell, long now) {
        rings.get(doorbell.ring()).publish(doorbell.writePointer(), now);
    }

    /** Ends an entry now, or as soon as it would execute. */
    public void endEntry(DeviceCommand.EndEntry end, long now) {
        rings.get(end.ring()).end(end.seqno(), end.error(), now);
    }

    /** Executes up to a time and hands on the interrupts that this raises, in the order of the rings. */
    public void executeUntil(long now, Consumer<Interrupt> interrupts) {
        for (SimRing ring : rings) {
            Interrupt interrupt = ring.executeUntil(now);
            if (interrupt != null) {
                interrupts.accept(interrupt);
            }
        }
    }

    /** Returns when the next entry will be done; {@link Long#MAX_VALUE} when none will be by itself. */
    public long nextEvent() {
        long next = Long.MAX_VALUE;
        for (SimRing ring : rings) {
            next = Math.min(next, ring.headEnds());
        }
        return next;
    }
}
