package dev.signalbox.actor;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.actor.Scheduler;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import java.io.Closeable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The timers of a live run, with the precision of the operating system. Akka's own wheel rounds up to its tick of at least a
 * millisecond, which is longer than many jobs.
 */
public final class LiveScheduler extends AbstractScheduler implements Closeable {
    private final ScheduledThreadPoolExecutor timers;

    /** Akka's own last tasks, such as ending a dispatcher's threads: they are run when the scheduler closes, not dropped. */
    private final Set<Runnable> lastTasks = ConcurrentHashMap.newKeySet();

    /** Created by Akka, as {@code akka.scheduler.implementation} says. */
    @SuppressWarnings("UnusedVariable") // Akka looks for exactly these parameters
    public LiveScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        timers = new ScheduledThreadPoolExecutor(1, threads);
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
        if (!(task instanceof Scheduler.TaskRunOnClose)) {
            return new Timer(schedule(delay.toNanos(), task, executor));
        }
        lastTasks.add(task);
        return new Timer(schedule(delay.toNanos(), () -> runOnce(task), executor));
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated for callers only: Akka builds fixed rates on it
    public Cancellable schedule(
            FiniteDuration initialDelay, FiniteDuration interval, Runnable task, ExecutionContext executor) {
        return new Timer(timers.scheduleAtFixedRate(
                () -> executor.execute(task), initialDelay.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS));
    }

    private ScheduledFuture<?> schedule(long nanos, Runnable task, ExecutionContext executor) {
        try {
            return timers.schedule(() -> executor.execute(task), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("cannot schedule on a runtime that is closed", closed);
        }
    }

    @Override
    public double maxFrequency() {
        return 1_000_000;
    }

    /** Drops every timer that is not due, but for Akka's own last tasks. */
    @Override
    public void close() {
        timers.shutdownNow();
        List.copyOf(lastTasks).forEach(this::runOnce);
    }

    private void runOnce(Runnable task) {
        if (lastTasks.remove(task)) {
            task.run();
        }
    }

    private record Timer(ScheduledFuture<?> future) implements Cancellable {
        @Override
        public boolean cancel() {
            return future.cancel(false);
        }

        @Override
        public boolean isCancelled() {
            return future.isCancelled();
        }
    }
}
