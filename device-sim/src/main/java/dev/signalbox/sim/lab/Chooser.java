package dev.signalbox.sim.lab;

import java.util.SplittableRandom;

/** How a lab picks the next task among those that can run. */
public enum Chooser {
    /**
     * By random priorities that change now and then: each mailbox gets a priority when it is first seen and the highest
     * one runs, until a change point sends it to the bottom. Finds ordering faults that need one actor to stay behind
     * for long.
     */
    PCT {
        @Override
        TaskQueue queue(SplittableRandom random) {
            return new PriorityTasks(random);
        }
    },
    /** Each runnable task with the same probability. */
    UNIFORM {
        @Override
        TaskQueue queue(SplittableRandom random) {
            return new UniformTasks(random);
        }
    },
    /** In order of arrival, whatever the seed. */
    FIFO {
        @Override
        TaskQueue queue(SplittableRandom random) {
            return new ArrivalTasks();
        }
    };

    abstract TaskQueue queue(SplittableRandom random);
}
