package dev.signalbox.examples.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
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
        return new RunTitle(seed, policy(run.began().config()), schedule == null);
    }

    /** A journal is not trusted: as JSON its configuration can include nothing. */
    private static String policy(String config) {
        try {
            return ConfigFactory.parseString(
                            config, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
                    .getString("ring.policy");
        } catch (ConfigException unreadable) {
            throw new BadInputException(
                    "the journal does not say under which policy it ran: " + unreadable.getMessage());
        }
    }

    @Override
    public String toString() {
        return (seed == null ? "" : "seed " + seed + ", ") + "policy " + policy + (live ? ", live" : ", lab");
    }
}
