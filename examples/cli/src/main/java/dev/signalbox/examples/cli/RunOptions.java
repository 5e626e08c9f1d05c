package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.scenario.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands have in common: the device and the configuration. */
final class RunOptions {
    @Option(
            names = "--device",
            paramLabel = "conf",
            description = "A device of signalbox.sim.devices by name, or a file that describes one: "
                    + "engines = [RCS, VCS1], credits = 2.")
    private @Nullable String device;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Sets a configuration key; see 'signalbox config'. May be given more than once.")
    private List<String> settings = new ArrayList<>();

    /** Returns the device that was named; null when none was. */
    @Nullable String device() {
        return device;
    }

    /** Whether a configuration key was set. */
    boolean setsKeys() {
        return !settings.isEmpty();
    }

    /** Returns the effective configuration before defaults: flags over system properties and application.conf. */
    Config config() {
        return config(ConfigFactory.empty());
    }

    /** Returns the same, with what a scenario sets between the flags and everything else. */
    Config config(Config scenario) {
        Config flags = ConfigFactory.empty();
        for (String setting : settings) {
            flags = parseSetting(setting).withFallback(flags);
        }
        if (device != null) {
            flags = deviceConfig(device).withFallback(flags);
        }
        try {
            return flags.withFallback(scenario)
                    .withFallback(ConfigFactory.load())
                    .resolve();
        } catch (ConfigException unresolved) {
            throw new BadInputException("the configuration: " + Positions.in(unresolved));
        }
    }

    private static Config parseSetting(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new BadInputException(
                    "--set " + setting + ": not of the form key=value (see 'signalbox config' for keys)");
        }
        if (!setting.startsWith("signalbox.")) {
            throw new BadInputException("--set " + setting + ": keys begin with 'signalbox.' (see 'signalbox config')");
        }
        return parseText("--set", setting);
    }

    static Config parseText(String origin, String text) {
        try {
            return ConfigFactory.parseString(text, options(origin));
        } catch (ConfigException wrong) {
            throw new BadInputException(origin + " " + text + ": " + Positions.in(wrong));
        }
    }

    /** A file describes one device and gives it its name; anything else names a device that is configured. */
    private static Config deviceConfig(String device) {
        Path file = Path.of(device);
        if (!Files.isRegularFile(file) && !isPath(device)) {
            return parseText("--device", "signalbox.sim.device = \"" + device.replace("\"", "") + "\"");
        }
        try {
            String name = String.valueOf(file.getFileName())
                    .replaceFirst("\\.[a-z]+$", "")
                    .replaceAll("[^A-Za-z0-9_-]", "_");
            String text = new String(
                    TextFile.read(file, "a device is engines = [RCS, VCS1], credits = 2"), StandardCharsets.UTF_8);
            Config section = parseDevice(String.valueOf(file.getFileName()), text);
            return section.atPath("signalbox.sim.devices." + name)
                    .withFallback(parseText("--device", "signalbox.sim.device = " + name));
        } catch (ConfigException wrong) {
            String why = Positions.in(wrong);
            String name = file.getFileName() + ":";
            throw new BadInputException("--device " + (why.startsWith(name) ? "" : name + " ") + why);
        }
    }

    private static Config parseDevice(String file, String text) {
        Config section;
        try {
            section = ConfigFactory.parseString(text, options(file).setSyntax(ConfigSyntax.CONF));
        } catch (NoIncludes.RefusedException refused) {
            throw new BadInputException("--device " + file + ":" + NoIncludes.line(text) + ": " + refused.getMessage());
        }
        try {
            Shape.check(file, text);
        } catch (ScenarioException twice) {
            throw new BadInputException("--device " + twice.file() + ":" + twice.line() + ": " + twice.problem() + " ("
                    + twice.hint() + ")");
        }
        return section.resolve(ConfigResolveOptions.noSystem());
    }

    /** What looks like a file is one, though it may not be there. */
    private static boolean isPath(String device) {
        return device.contains("/")
                || device.equals(".")
                || device.equals("..")
                || device.endsWith(".conf")
                || device.endsWith(".json");
    }

    private static ConfigParseOptions options(String origin) {
        return ConfigParseOptions.defaults().setOriginDescription(origin).setIncluder(new NoIncludes());
    }
}
