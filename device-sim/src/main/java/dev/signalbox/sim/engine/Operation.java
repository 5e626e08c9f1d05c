package dev.signalbox.sim.engine;

import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A packet that is being executed: first what it costs at any speed, then its work and the bytes that it moves, at the same time. Or one
 * that cannot go on: it waits for memory, stalls at a fault, or is stuck.
 */
final class Operation implements Start {
    private final Effect effect;
    private final @Nullable BooleanSupplier until;
    private final @Nullable ResetScope stuckBefore;
    private final boolean stalled;
    private boolean ofDriver;

    /** What it costs at any speed and is still to come, in nanoseconds. */
    long fixed;

    /** Its work; {@link Long#MAX_VALUE} for work without end. */
    long work;

    /** How much of it is done. */
    long executed;

    /** What it has still to move, as {@link MemoryBus} counts. */
    long amount;

    /** After how much of its work the unit may switch, again and again; 0 for never. */
    long preempt;

    private Operation(
            Effect effect, @Nullable BooleanSupplier until, @Nullable ResetScope stuckBefore, boolean stalled) {
        this.effect = effect;
        this.until = until;
        this.stuckBefore = stuckBefore;
        this.stalled = stalled;
    }

    private Operation(Effect effect) {
        this(effect, null, null, false);
    }

    static Operation delay(long nanos, long preempt) {
        Operation delay = new Operation(Effect.NONE);
        delay.work = nanos == Work.ENDLESS ? Long.MAX_VALUE : nanos;
        delay.preempt = preempt;
        return delay;
    }

    static Operation costing(long fixed, Effect effect) {
        Operation operation = new Operation(effect);
        operation.fixed = fixed;
        return operation;
    }

    static Operation moving(long bytes, Effect effect) {
        Operation operation = new Operation(effect);
        operation.amount = Speed.times(bytes, MemoryBus.UNITS_PER_BYTE);
        return operation;
    }

    static Operation waiting(BooleanSupplier until) {
        return new Operation(Effect.NONE, until, null, false);
    }

    static Operation stalled() {
        return new Operation(Effect.NONE, null, null, true);
    }

    static Operation stuck(ResetScope endedBy) {
        return new Operation(Effect.NONE, null, endedBy, false);
    }

    Operation withWork(long nanos) {
        work = nanos;
        return this;
    }

    Operation withFixed(long nanos) {
        fixed = Speed.plus(fixed, nanos);
        return this;
    }

    /** It is not the job's, and goes on when that is ended. */
    Operation ofDriver() {
        ofDriver = true;
        return this;
    }

    boolean isOfDriver() {
        return ofDriver;
    }

    /** Takes longer by a factor, in millionths. */
    void slowDown(long factor) {
        Speed scale = new Speed(factor);
        work = work == Long.MAX_VALUE ? work : scale.work(work);
        amount = scale.work(amount);
    }

    /** Returns whether it is done as soon as it has started. */
    boolean isInstant() {
        return fixed == 0 && work == 0 && amount == 0 && isTimed();
    }

    /** Returns whether it will be done by itself. */
    boolean isTimed() {
        return until == null && !stalled && stuckBefore == null;
    }

    /** Returns whether it waits for memory. */
    boolean isWaiting() {
        return until != null;
    }

    /** Returns whether what it waits for is there. */
    boolean holds() {
        return until != null && until.getAsBoolean();
    }

    boolean isStalled() {
        return stalled;
    }

    /** Returns whether a reset ends it. */
    boolean isEndedBy(ResetScope scope) {
        return stuckBefore == null || scope.compareTo(stuckBefore) >= 0;
    }

    /** Returns at how much of its work the unit may switch next. */
    long nextPreemption(long executedByNow) {
        long passed = Speed.plus(executedByNow, preempt - 1) / preempt;
        return Speed.times(Math.max(1, passed), preempt);
    }

    Effect effect() {
        return effect;
    }
}
