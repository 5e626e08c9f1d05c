package dev.signalbox.sim.lab;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** An executor that runs nothing itself: the lab does. */
final class LabExecutor extends AbstractExecutorService {
    private final LabCore core;
    private volatile boolean shutdown;

    LabExecutor(LabCore core) {
        this.core = core;
    }

    @Override
    public void execute(Runnable task) {
        core.submit(task);
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
