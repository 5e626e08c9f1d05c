package dev.signalbox.examples.cli;

import com.typesafe.config.Config;
import dev.signalbox.Signalbox;
import dev.signalbox.device.Engine;
import dev.signalbox.sim.SimDevice;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox list}: what can be run, on what, and how. */
@Command(
        name = "list",
        description = "Lists bundled workloads and scenarios, devices and policies.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        Config config = Signalbox.check(options.config());
        SimDevice.configured(config);
        PrintWriter out = spec.commandLine().getOut();
        out.println("workloads");
        WorkloadLibrary.bundled().forEach((name, text) -> out.printf(Locale.ROOT, "  %-12s %s%n", name, text));
        out.println("scenarios");
        ScenarioLibrary.bundled().forEach((name, title) -> out.printf(Locale.ROOT, "  %-28s %s%n", name, title));
        out.println("devices");
        for (String name :
                new TreeSet<>(config.getConfig("signalbox.sim.devices").root().keySet())) {
            out.printf(Locale.ROOT, "  %-12s %s%n", name, words(SimDevice.named(name, config)));
        }
        out.println("policies");
        Signalbox.policies().forEach(policy -> out.println("  " + policy));
        return Main.OK;
    }

    private static String words(SimDevice device) {
        List<Engine> engines = device.describe().engines();
        String names = engines.stream().map(Engine::name).collect(Collectors.joining(" "));
        String credits = engines.stream()
                .map(engine -> String.valueOf(engine.credits()))
                .distinct()
                .collect(Collectors.joining(" or "));
        return names + ", credits a ring: " + credits;
    }
}
