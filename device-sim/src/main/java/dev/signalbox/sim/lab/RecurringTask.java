package dev.signalbox.sim.lab;

import akka.actor.Cancellable;
import akka.actor.SchedulerException;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;

/** A task at a fixed rate of virtual time; it arms its next timer after each run, so one that throws ends. */
final class RecurringTask implements Runnable, Cancellable {
    private final LabCore core;
    private final Runnable task;
    private final ExecutionContext target;
    private final long intervalNanos;
    private @Nullable Timer armed;
    private boolean cancelled;

    RecurringTask(LabCore core, Runnable task, long intervalNanos, ExecutionContext target) {
        this.core = core;
        this.task = task;
        this.intervalNanos = Math.max(1, intervalNanos);
        this.target = target;
    }

    RecurringTask start(long initialDelayNanos) {
        armed = core.schedule(this, initialDelayNanos, target);
        return this;
    }

    /** Tasks take no virtual time, so the next run is one interval from now. */
    @Override
    public void run() {
        if (cancelled) {
            return;
        }
        try {
            task.run();
            if (!cancelled) {
                armed = core.schedule(this, intervalNanos, target);
            }
        } catch (SchedulerException ended) {
            cancelled = true; // the receiver has stopped or the scheduler has closed
        }
    }

    @Override
    public boolean cancel() {
        if (cancelled) {
            return false;
        }
        cancelled = true;
        if (armed != null) {
            armed.cancel();
        }
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
