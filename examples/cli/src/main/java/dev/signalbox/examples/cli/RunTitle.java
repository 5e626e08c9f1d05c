package dev.signalbox.examples.cli;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.ReplayRun;
import dev.signalbox.event.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * What a run was played under.
 *
 * @param seed null when none is known: a program drove it live
 */
record RunTitle(@Nullable Long seed, String policy, boolean live) {
    /** Returns what a journal says of a run. */
    static RunTitle of(ReplayRun run) {
        Schedule schedule = run.began().schedule();
        Long seed = schedule == null ? null : Long.valueOf(schedule.seed());
        if (!run.workloads().isEmpty()) {
            seed = run.workloads().get(0).seed();
        }
        String policy = ConfigFactory.parseString(run.began().config()).getString("ring.policy");
        return new RunTitle(seed, policy, schedule == null);
    }

    @Override
    public String toString() {
        return (seed == null ? "" : "seed " + seed + ", ") + "policy " + policy + (live ? ", live" : ", lab");
    }
}
