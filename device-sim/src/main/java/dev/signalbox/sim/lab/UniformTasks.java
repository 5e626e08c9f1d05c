package dev.signalbox.sim.lab;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Every waiting task is equally likely to be next. */
final class UniformTasks implements TaskQueue {
    private final ArrayList<Runnable> tasks = new ArrayList<>();
    private final SplittableRandom random;

    UniformTasks(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void add(Runnable task) {
        tasks.add(task);
    }

    @Override
    public @Nullable Runnable poll() {
        if (tasks.isEmpty()) {
            return null;
        }
        Runnable last = tasks.remove(tasks.size() - 1);
        int index = random.nextInt(tasks.size() + 1);
        return index == tasks.size() ? last : tasks.set(index, last);
    }
}
