package dev.signalbox.sim.lab;

import org.jspecify.annotations.Nullable;

/** The tasks of a lab that can run, and the rule that picks the next one. Used by the lab's thread only. */
interface TaskQueue {
    void add(Runnable task);

    /** Takes the next task out; null when none can run. */
    @Nullable Runnable poll();

    /** Says that a task from {@link #poll} has run. */
    default void ran(Runnable task) {}
}
