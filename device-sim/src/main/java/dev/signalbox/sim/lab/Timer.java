package dev.signalbox.sim.lab;

import akka.actor.Cancellable;
import akka.actor.Scheduler;
import scala.concurrent.ExecutionContext;

/** One pending execution at a virtual time. */
final class Timer implements Cancellable, Comparable<Timer> {
    private enum State {
        PENDING,
        FIRED,
        CANCELLED
    }

    private final LabCore core;
    private final Runnable task;
    private final ExecutionContext target;
    private long dueNanos;
    private long insertion;
    private State state = State.PENDING;

    Timer(LabCore core, Runnable task, ExecutionContext target) {
        this.core = core;
        this.task = task;
        this.target = target;
    }

    void place(long atNanos, long order) {
        dueNanos = atNanos;
        insertion = order;
    }

    long dueNanos() {
        return dueNanos;
    }

    long insertion() {
        return insertion;
    }

    /** Hands the task to its execution context, which for most is the lab's queue. */
    void fire() {
        state = State.FIRED;
        try {
            target.execute(task);
        } catch (RuntimeException e) {
            target.reportFailure(e);
        }
    }

    /** Runs the task at once if it asked to run when the scheduler closes. */
    void runOnClose() {
        if (state == State.PENDING && task instanceof Scheduler.TaskRunOnClose) {
            fire();
        } else {
            state = State.CANCELLED;
        }
    }

    @Override
    public boolean cancel() {
        if (core.handedOver("timer cancelled", this::cancel)) {
            return state == State.PENDING;
        }
        if (state != State.PENDING) {
            return false;
        }
        state = State.CANCELLED;
        core.timerCancelled();
        return true;
    }

    @Override
    public boolean isCancelled() {
        return state == State.CANCELLED;
    }

    @Override
    public int compareTo(Timer other) {
        int byTime = Long.compare(dueNanos, other.dueNanos);
        return byTime != 0 ? byTime : Long.compare(insertion, other.insertion);
    }
}
