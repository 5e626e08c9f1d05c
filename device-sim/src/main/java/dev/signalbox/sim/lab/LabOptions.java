package dev.signalbox.sim.lab;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/**
 * What decides the schedule of a lab.
 *
 * @param seed the source of every choice
 * @param chooser how the next task is picked
 * @param maxTasks the most steps (tasks run and moves of the clock) that one call may take; at least 1
 * @param overrides settings over those of the class path; dispatchers run on the lab whatever they say
 * @param name the name of the actor system
 */
public record LabOptions(long seed, Chooser chooser, long maxTasks, Config overrides, String name) {
    private static final long DEFAULT_MAX_TASKS = 50_000_000;

    /** @throws IllegalArgumentException if {@code maxTasks} is not positive */
    public LabOptions {
        if (maxTasks < 1) {
            throw new IllegalArgumentException("maxTasks must be positive: " + maxTasks);
        }
    }

    /** The defaults: random priorities, 50 million steps a call, nothing overridden, a system named "lab". */
    public static LabOptions seed(long seed) {
        return new LabOptions(seed, Chooser.PCT, DEFAULT_MAX_TASKS, ConfigFactory.empty(), "lab");
    }

    /** The same with another chooser. */
    public LabOptions withChooser(Chooser other) {
        return new LabOptions(seed, other, maxTasks, overrides, name);
    }

    /** The same with another bound on the steps of one call. */
    public LabOptions withMaxTasks(long other) {
        return new LabOptions(seed, chooser, other, overrides, name);
    }

    /** The same with other settings over those of the class path. */
    public LabOptions withOverrides(Config other) {
        return new LabOptions(seed, chooser, maxTasks, other, name);
    }

    /** The same with another name of the actor system. */
    public LabOptions withName(String other) {
        return new LabOptions(seed, chooser, maxTasks, overrides, other);
    }
}
