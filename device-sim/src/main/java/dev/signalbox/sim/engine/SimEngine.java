package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit of hardware: executes one of its rings at a time. It switches to a ring of higher priority between entries, at preemption
 * points and within delays that allow it, and to any other when the one that it has executed is empty or waits for memory.
 */
final class SimEngine {
    private static final long NEVER = Long.MAX_VALUE;

    private final int index;
    private final Fabric fabric;
    private final GpuSpec.Unit unit;
    private final SimRing[] rings;
    private final Speed speed;
    private final PowerState power;
    private @Nullable SimRing loaded;
    private @Nullable SimRing loading;
    private boolean halted;
    private boolean moving;
    private Speed pace;
    private long since;
    private long next = NEVER;
    private long switchAt;

    SimEngine(int index, Fabric fabric) {
        this.index = index;
        this.fabric = fabric;
        this.unit = fabric.spec.units().get(index);
        this.speed = Speed.of(unit.speed());
        this.pace = speed;
        this.power = new PowerState(unit.power());
        this.rings = unit.rings().stream()
                .map(ring -> new SimRing(ring, unit, fabric, this))
                .toArray(SimRing[]::new);
    }

    List<SimRing> rings() {
        return List.of(rings);
    }

    /** Returns when something happens to it by itself; {@link Long#MAX_VALUE} when nothing will. */
    long nextEvent() {
        return moving ? fabric.bus.end(index) : next;
    }

    boolean isHalted() {
        return halted;
    }

    /** A ring has something to execute that it had not. */
    void ready(SimRing ring, long now) {
        if (halted || loading != null) {
            return;
        }
        Operation operation = operation();
        if (operation == null || operation.isWaiting()) {
            next = now;
        } else if (operation.preempt > 0 && operation.isTimed() && operation.fixed == 0 && ring != loaded) {
            planWork(operation, now);
        }
    }

    void publish(SimRing ring, long writePointer, long now) {
        ring.publish(writePointer);
        ready(ring, now);
    }

    void end(SimRing ring, long seqno, @Nullable Errno error, long now) {
        if (ring.end(seqno, error)) {
            goOn(ring, now);
        }
    }

    /** Ends the entry that a ring is in the middle of; returns whether it could. */
    boolean kill(SimRing ring, long seqno, Errno error, long now) {
        boolean killed = ring.cut(seqno, error);
        if (killed) {
            goOn(ring, now);
            executeWhatIsDue(now);
        }
        return killed;
    }

    private void executeWhatIsDue(long now) {
        while (nextEvent() <= now) {
            step(now);
        }
    }

    void resolve(SimRing ring, DeviceCommand.ResolveFault resolve, long now) {
        if (ring.resolve(resolve)) {
            goOn(ring, now);
        }
    }

    /** A ring is not in the middle of its packet any more. */
    private void goOn(SimRing ring, long now) {
        if (ring == loaded && moving) {
            stopMoving(now);
        }
        ready(ring, now);
    }

    void hasten(SimRing ring, long seqno, long now) {
        Operation operation = running();
        if (operation != null) {
            settle(operation, now);
        }
        ring.hasten(seqno);
        if (operation != null) {
            begin(operation, now);
        }
    }

    /** What is due happens. */
    void step(long now) {
        next = NEVER;
        Operation operation = operation();
        if (loading != null) {
            loaded = loading;
            loading = null;
            run(now);
        } else if (operation != null && operation.isTimed()) {
            progress(operation, now);
        } else if (loaded != null && loaded.isInEntry() && operation == null) {
            proceed(loaded, now);
        } else {
            run(now);
        }
    }

    private void progress(Operation operation, long now) {
        if (operation.fixed > 0) {
            operation.fixed = 0;
            beginWork(operation, now);
        } else if (moving) {
            operation.amount = stopMoving(now);
            planWork(operation, now);
        } else if (now < workEnd(operation)) {
            operation.executed = switchAt;
            run(now);
        } else {
            SimRing ring = executing();
            ring.complete(now);
            proceed(ring, now);
        }
    }

    /** Goes on with the ring that it executes, which is not at a place where it may be left. */
    private void proceed(SimRing ring, long now) {
        ring.execute(now);
        Operation operation = ring.operation();
        if (operation != null && !operation.isWaiting()) {
            begin(operation, now);
        } else {
            run(now);
        }
    }

    /** Executes rings until one takes time, or there is nothing more to do. */
    private void run(long now) {
        while (choose(now)) {
            SimRing ring = executing();
            if (ring.operation() == null) {
                ring.execute(now);
            }
            Operation operation = ring.operation();
            if (operation != null && !operation.isWaiting()) {
                begin(operation, now);
                return;
            }
        }
    }

    /** Chooses the ring to execute; returns false when it takes time to get there, or there is none. */
    private boolean choose(long now) {
        SimRing best = halted ? null : best();
        if (best == null) {
            power.idle(now, operation() != null);
            return false;
        }
        long nanos = power.wake(now);
        if (loaded != null && best != loaded) {
            nanos = Speed.plus(nanos, unit.costs().contextSwitchNanos());
        }
        if (nanos == 0) {
            loaded = best;
            return true;
        }
        loading = best;
        next = Speed.plus(now, nanos);
        return false;
    }

    /** Who is loaded stays unless one of higher priority is ready; otherwise the first that is ready behind it. */
    private @Nullable SimRing best() {
        if (rings.length == 1) {
            return rings[0].isReady() ? rings[0] : null;
        }
        SimRing best = loaded != null && loaded.isReady() ? loaded : null;
        int first = loaded == null ? 0 : indexOf(loaded) + 1;
        for (int i = 0; i < rings.length; i++) {
            SimRing ring = rings[(first + i) % rings.length];
            if (ring.isReady() && (best == null || ring.priority() > best.priority())) {
                best = ring;
            }
        }
        return best;
    }

    private int indexOf(SimRing ring) {
        int at = 0;
        while (rings[at] != ring) {
            at++;
        }
        return at;
    }

    private void begin(Operation operation, long now) {
        if (!operation.isTimed()) {
            next = NEVER;
        } else if (operation.fixed > 0) {
            since = now;
            next = Speed.plus(now, operation.fixed);
        } else {
            beginWork(operation, now);
        }
    }

    private void beginWork(Operation operation, long now) {
        pace = power.speed(speed, rings);
        since = now;
        if (operation.amount > 0) {
            startMoving(operation.amount, now);
        }
        planWork(operation, now);
    }

    private void startMoving(long amount, long now) {
        fabric.bus.start(index, amount, now);
        fabric.disturbed = true;
        moving = true;
    }

    /** Returns how much is left. */
    private long stopMoving(long now) {
        fabric.disturbed = true;
        moving = false;
        return fabric.bus.stop(index, now);
    }

    private void planWork(Operation operation, long now) {
        next = Math.max(now, Math.min(workEnd(operation), preemption(operation, now)));
    }

    private long workEnd(Operation operation) {
        return operation.work == Long.MAX_VALUE
                ? NEVER
                : Speed.plus(since, pace.nanos(operation.work - operation.executed));
    }

    /** Returns when another ring can take over, if one wants to. */
    private long preemption(Operation operation, long now) {
        if (operation.preempt == 0 || best() == loaded) {
            return NEVER;
        }
        switchAt = operation.nextPreemption(executedUntil(operation, now));
        return switchAt >= operation.work ? NEVER : Speed.plus(since, pace.nanos(switchAt - operation.executed));
    }

    private long executedUntil(Operation operation, long now) {
        return Math.min(operation.work, Speed.plus(operation.executed, pace.work(Math.max(0, now - since))));
    }

    /** Takes down how far the packet has come. */
    private void settle(Operation operation, long now) {
        if (operation.fixed > 0) {
            operation.fixed -= now - since;
            return;
        }
        operation.executed = executedUntil(operation, now);
        if (moving) {
            operation.amount = stopMoving(now);
        }
    }

    private @Nullable Operation operation() {
        return loaded == null ? null : loaded.operation();
    }

    private SimRing executing() {
        if (loaded == null) {
            throw new IllegalStateException("unit " + index + " executes no ring");
        }
        return loaded;
    }

    /** Returns the packet that takes time at present; null for none. */
    private @Nullable Operation running() {
        Operation operation = operation();
        return halted || loading != null || operation == null || !operation.isTimed() ? null : operation;
    }

    /** Stands still. */
    void halt(long now) {
        Operation operation = running();
        if (operation != null) {
            settle(operation, now);
        }
        halted = true;
        loading = null;
        next = NEVER;
    }

    /** Goes on where it was halted. */
    void resume(long now) {
        halted = false;
        Operation operation = operation();
        if (operation != null && !operation.isWaiting()) {
            begin(operation, now);
        } else {
            next = now;
        }
    }

    /** Goes on with rings that are empty. */
    void reset() {
        for (SimRing ring : rings) {
            ring.reset();
        }
        loaded = null;
        halted = false;
    }
}
