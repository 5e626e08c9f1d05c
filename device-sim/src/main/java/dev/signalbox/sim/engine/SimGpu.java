package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.RingMemory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A GPU. Whoever drives it hands on commands with the time, lets it execute up to that time after each, and asks when it is worth looking
 * again. Times never go back.
 */
public final class SimGpu {
    private final Fabric fabric;
    private final SimEngine[] engines;
    private final SimRing[] rings;
    private final Resets resets;
    private boolean lost;

    /** When something happens next; nothing has changed since it was found. */
    private long horizon = Long.MAX_VALUE;

    /**
     * Creates a GPU whose rings are empty.
     *
     * @param ringMemory what it shares with the host of each ring
     * @param memory null when it has none
     * @param failures what goes wrong with it
     */
    public SimGpu(
            GpuSpec spec,
            IntFunction<RingMemory> ringMemory,
            @Nullable DeviceMemory memory,
            Failures failures,
            Outputs outputs) {
        this.fabric = new Fabric(spec, ringMemory, memory, failures, outputs);
        this.engines = IntStream.range(0, spec.units().size())
                .mapToObj(index -> new SimEngine(index, fabric))
                .toArray(SimEngine[]::new);
        this.rings = new SimRing[spec.rings()];
        for (SimEngine engine : engines) {
            engine.rings().forEach(ring -> rings[ring.number()] = ring);
        }
        this.resets = new Resets(fabric, List.of(engines), rings);
    }

    /** Returns whether there is a ring of that number; commands are about such rings only. */
    public boolean hasRing(int number) {
        return number >= 0 && number < rings.length;
    }

    /** Takes what is new on a ring; one of an earlier generation is ignored. */
    public void doorbell(DeviceCommand.Doorbell doorbell, long now) {
        catchUp(now);
        SimRing ring = rings[doorbell.ring()];
        if (doorbell.generation() == ring.generation()) {
            ring.engine().publish(ring, doorbell.writePointer(), now);
            advance(ring.engine(), now);
        }
    }

    /** Ends an entry now if it is executing, or as soon as it would. */
    public void endEntry(DeviceCommand.EndEntry end, long now) {
        catchUp(now);
        SimRing ring = rings[end.ring()];
        ring.engine().end(ring, end.seqno(), end.error(), now);
        advance(now);
    }

    /** Is in a hurry until an entry is done, on units that can be faster. */
    public void hasten(DeviceCommand.HastenEntry hasten, long now) {
        catchUp(now);
        SimRing ring = rings[hasten.ring()];
        ring.engine().hasten(ring, hasten.seqno(), now);
        advance(now);
    }

    /** Tries the access again that has faulted, or gives its entry up. */
    public void resolveFault(DeviceCommand.ResolveFault resolve, long now) {
        catchUp(now);
        SimRing ring = rings[resolve.ring()];
        ring.engine().resolve(ring, resolve, now);
        advance(now);
    }

    /** Begins a reset. */
    public void reset(DeviceCommand.Reset reset, long now) {
        catchUp(now);
        if (!lost) {
            resets.ask(reset, now);
            advance(now);
        }
    }

    /** Says how far a ring is. */
    public void askProgress(DeviceCommand.AskProgress ask, long now) {
        catchUp(now);
        if (!lost) {
            fabric.interrupts.raise(rings[ask.ring()]);
            fabric.outputs.interrupt(rings[ask.ring()].takeProgress());
        }
    }

    /** Waiting packets look again. */
    public void memoryWritten(long now) {
        catchUp(now);
        fabric.waits.look(now);
        advance(now);
    }

    /** Executes up to a time, and raises the interrupts that are due, in the order of the rings. */
    public void executeUntil(long now) {
        catchUp(now);
        if (!lost) {
            fabric.interrupts.raiseAll(rings);
            horizon = Math.min(horizon, fabric.agenda.next());
        }
    }

    /** Returns when something will happen; {@link Long#MAX_VALUE} when nothing will by itself. */
    public long nextEvent() {
        return lost ? Long.MAX_VALUE : Math.min(horizon, fabric.failures.nextLoss());
    }

    /** Returns whether the device is gone: it does and says nothing any more. */
    public boolean isLost() {
        return lost;
    }

    private void catchUp(long now) {
        fabric.now = now;
        if (nextEvent() <= now) {
            advance(now);
        }
    }

    /** Something has come for one unit, and nothing is due on others: looks at them only if it has an effect on them. */
    private void advance(SimEngine engine, long now) {
        fabric.disturbed = false;
        while (engine.nextEvent() <= now && !fabric.disturbed && !lost) {
            engine.step(now);
        }
        if (fabric.disturbed) {
            advance(now);
        } else {
            horizon = Math.min(horizon, engine.nextEvent());
        }
    }

    /** Everything that happens up to a time happens in its order; at one time first on the units, in their order. */
    private void advance(long now) {
        while (!lost) {
            SimEngine first = first();
            long next = Math.min(first.nextEvent(), Math.min(fabric.agenda.next(), fabric.failures.nextLoss()));
            if (next > now) {
                horizon = next;
                return;
            }
            if (first.nextEvent() == next) {
                first.step(next);
            } else if (fabric.agenda.next() == next) {
                fabric.agenda.doFirst();
            } else {
                lose(next);
            }
        }
    }

    private SimEngine first() {
        SimEngine first = engines[0];
        for (SimEngine engine : engines) {
            if (engine.nextEvent() < first.nextEvent()) {
                first = engine;
            }
        }
        return first;
    }

    private void lose(long now) {
        Failures.Loss loss = fabric.failures.takeLoss();
        fabric.injected(-1, 0, loss.failure());
        if (loss == Failures.Loss.DEVICE) {
            lost = true;
        } else {
            resets.losePower(now);
        }
    }
}
