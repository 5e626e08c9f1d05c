package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Signalbox;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy, for the commands that run under one. */
final class PolicyOption {
    @Option(
            names = "--policy",
            paramLabel = "fifo|rr|fair",
            description = "How a ring chooses among queues of one priority (signalbox.ring.policy).")
    private @Nullable String policy;

    /** Whether a policy was asked for. */
    boolean isGiven() {
        return policy != null;
    }

    /** Lays the flag over a configuration. */
    Config over(Config config) {
        if (policy == null) {
            return config;
        }
        String name = policy.toLowerCase(Locale.ROOT);
        if (!Signalbox.policies().contains(name)) {
            throw new BadInputException("--policy: there is no policy '" + policy + "', only " + Signalbox.policies());
        }
        return RunOptions.parseText("--policy", "signalbox.ring.policy = " + name)
                .withFallback(config);
    }
}
