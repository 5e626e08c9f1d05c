package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.signalbox.ReplayRun;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;

/** The configuration under which a run of a journal was. */
final class RunConfig {
    private RunConfig() {}

    /**
     * Returns it, with defaults.
     *
     * @throws Refusal EINVAL when it cannot be read
     */
    static Config of(ReplayRun run) {
        try {
            return ConfigFactory.parseString(
                            run.began().config(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
                    .atPath("signalbox")
                    .withFallback(ConfigFactory.defaultReference());
        } catch (ConfigException wrong) {
            throw new Refusal(
                    Errno.EINVAL,
                    "the configuration of the journal cannot be read: " + wrong.getMessage(),
                    "run it again with the release that wrote it");
        }
    }
}
