package dev.signalbox.sim.lab;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** First come, first served. */
final class ArrivalTasks implements TaskQueue {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void add(Runnable task) {
        tasks.add(task);
    }

    @Override
    public @Nullable Runnable poll() {
        return tasks.poll();
    }
}
