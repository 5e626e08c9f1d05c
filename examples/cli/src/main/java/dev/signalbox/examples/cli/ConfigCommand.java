package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.signalbox.Signalbox;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox config}: the effective values, and where each comes from. */
@Command(
        name = "config",
        description = "Shows the effective configuration and where each value comes from.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private PolicyOption policy = new PolicyOption();

    @Override
    public Integer call() {
        Config config = Signalbox.check(policy.over(options.config()));
        PrintWriter out = spec.commandLine().getOut();
        Map<String, ConfigValue> values = new TreeMap<>();
        config.getConfig("signalbox")
                .entrySet()
                .forEach(entry -> values.put("signalbox." + entry.getKey(), entry.getValue()));
        values.forEach((key, value) ->
                out.println(key + " = " + value.render(ConfigRenderOptions.concise()) + "   # " + origin(value)));
        return Main.OK;
    }

    /** The file or flag, without the directory or jar that it was found in. */
    private static String origin(ConfigValue value) {
        String description = value.origin().description();
        return description.substring(description.lastIndexOf('/') + 1);
    }
}
