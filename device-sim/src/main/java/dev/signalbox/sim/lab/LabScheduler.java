package dev.signalbox.sim.lab;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import java.io.Closeable;
import java.util.concurrent.ThreadFactory;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Akka's scheduler on the lab's clock; Akka makes it by name and closes it when the system ends. */
final class LabScheduler extends AbstractScheduler implements Closeable {
    private final LabCore core;

    @SuppressWarnings("UnusedVariable") // Akka looks for exactly these parameters
    LabScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        this.core = LabRegistry.find(config);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext target) {
        return core.schedule(task, delay.toNanos(), target);
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated for callers only: Akka builds fixed rates on it
    public Cancellable schedule(
            FiniteDuration initialDelay, FiniteDuration interval, Runnable task, ExecutionContext target) {
        return new RecurringTask(core, task, interval.toNanos(), target).start(initialDelay.toNanos());
    }

    @Override
    public double maxFrequency() {
        return 1e9;
    }

    @Override
    public void close() {
        core.closeTimers();
    }
}
