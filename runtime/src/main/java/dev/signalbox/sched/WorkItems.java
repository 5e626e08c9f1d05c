package dev.signalbox.sched;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a ring has to do, in the order in which that was queued: each item stands there once, and queueing one that does changes
 * nothing. In the kernel: the work items of a drm_gpu_scheduler on its ordered queue.
 */
public final class WorkItems {
    /** Something to do. */
    public enum Item {
        /** Select one job, and find that it has to wait, or give it to the hardware. */
        RUN,
        /** Free the oldest jobs that are over. */
        FREE
    }

    private final ArrayDeque<Item> row = new ArrayDeque<>(Item.values().length + 1);
    private boolean stopped;

    /** Queues an item, unless it stands there, or all is stopped. */
    public void queue(Item item) {
        if (!stopped && !row.contains(item)) {
            row.addLast(item);
        }
    }

    /** Takes the next item; null when there is none. */
    public @Nullable Item next() {
        return row.pollFirst();
    }

    /** Returns whether there is nothing to do. */
    public boolean isEmpty() {
        return row.isEmpty();
    }

    /** Takes an item out that need not be done. */
    public void cancel(Item item) {
        row.remove(item);
    }

    /** Takes everything out, and queues nothing until it is started. */
    public void stop() {
        stopped = true;
        row.clear();
    }

    /** Returns whether it has stopped. */
    public boolean isStopped() {
        return stopped;
    }

    /** Starts again: jobs may run, then those are freed that are over by now. */
    public void start() {
        stopped = false;
        queue(Item.RUN);
        queue(Item.FREE);
    }
}
