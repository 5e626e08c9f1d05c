package dev.signalbox.sim;

import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.actor.SimDeviceActor;
import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.sim.failure.Injector;
import dev.signalbox.sim.workload.scenario.FaultReader;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A simulated device: its engines come from a configuration section, or are given. */
public final class SimDevice implements DeviceProvider {
    private static final String DEVICES = "signalbox.sim.devices";
    private static final Set<String> DEVICE_KEYS = Set.of("engines", "credits");

    private static final String FAILURES = "signalbox.sim.failures";
    private static final String RESETS = "signalbox.sim.resets";

    private final DeviceDescription description;
    private final GpuSpec.Resets resets;
    private final List<FailurePlan> failures;
    private final long seed;

    private SimDevice(DeviceDescription description, GpuSpec.Resets resets, List<FailurePlan> failures, long seed) {
        this.description = description;
        this.resets = resets;
        this.failures = List.copyOf(failures);
        this.seed = seed;
    }

    /** A device with the given engines. */
    public static SimDevice of(String name, Engine... engines) {
        return new SimDevice(new DeviceDescription(name, List.of(engines)), GpuSpec.Resets.NONE, List.of(), 0);
    }

    /**
     * The device that {@code signalbox.sim.device} names.
     *
     * @throws Refusal EINVAL when there is none of that name, or its section makes no sense
     */
    public static SimDevice configured(Config config) {
        return named(config.getString("signalbox.sim.device"), config);
    }

    /**
     * A device by the name of its section under {@code signalbox.sim.devices}.
     *
     * @throws Refusal EINVAL when there is none of that name, or its section makes no sense
     */
    public static SimDevice named(String name, Config config) {
        Config devices = config.getConfig(DEVICES);
        if (!devices.root().containsKey(name)) {
            throw new Refusal(
                    Errno.EINVAL,
                    "there is no device '" + name + "' under " + DEVICES,
                    "known are "
                            + String.join(", ", new TreeSet<>(devices.root().keySet())));
        }
        try {
            DeviceDescription device = read(name, devices.getConfig(name));
            return new SimDevice(device, resets(config.getConfig(RESETS)), List.of(), 0)
                    .with(failures(config.getValue(FAILURES)));
        } catch (ConfigException | IllegalArgumentException wrong) {
            throw new Refusal(
                    Errno.EINVAL,
                    "device '" + name + "': " + wrong.getMessage(),
                    "a device has engines = [RCS, VCS1, ...] and credits = 1 or more");
        }
    }

    /**
     * Returns the same device, with which more goes wrong.
     *
     * @throws Refusal EINVAL when a plan names an engine that it does not have
     */
    public SimDevice failing(FailurePlan... plans) {
        return with(List.of(plans));
    }

    SimDevice with(List<FailurePlan> plans) {
        plans.forEach(plan -> plan.on().forEach(name -> checkEngine(plan, name)));
        List<FailurePlan> all = new ArrayList<>(failures);
        all.addAll(plans);
        return new SimDevice(description, resets, all, seed);
    }

    private void checkEngine(FailurePlan plan, String name) {
        List<Engine> engines = description.engines();
        if (engines.stream()
                .noneMatch(engine -> engine.name().equals(name) || engine.kind().equals(name))) {
            throw new Refusal(
                    Errno.EINVAL,
                    plan.failure().name() + ": device " + description.name() + " has no engine '" + name + "'",
                    "it has " + engines.stream().map(Engine::name).toList());
        }
    }

    /** Returns the same device with another seed, 0 at first, for what its failures leave to chance. */
    public SimDevice seeded(long chosen) {
        return new SimDevice(description, resets, failures, chosen);
    }

    /**
     * Returns the same device with other costs of resets, which are 0 for a device that does not come from a configuration.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public SimDevice resetting(Duration job, Duration engine, Duration device) {
        GpuSpec.Resets costs = new GpuSpec.Resets(job.toNanos(), engine.toNanos(), device.toNanos());
        return new SimDevice(description, costs, failures, seed);
    }

    /** Returns what goes wrong with it, in the order in which it was said. */
    List<FailurePlan> failures() {
        return failures;
    }

    private static GpuSpec.Resets resets(Config costs) {
        return new GpuSpec.Resets(
                costs.getDuration("job").toNanos(),
                costs.getDuration("engine").toNanos(),
                costs.getDuration("device").toNanos());
    }

    private static List<FailurePlan> failures(ConfigValue value) {
        try {
            return FaultReader.failures(value);
        } catch (ScenarioException wrong) {
            String origin = value.origin().lineNumber() > 0 ? wrong.file() + ": " + wrong.line() : wrong.file();
            throw new Refusal(Errno.EINVAL, FAILURES + ": " + wrong.problem() + " (" + origin + ")", wrong.hint());
        }
    }

    private static DeviceDescription read(String name, Config device) {
        for (String key : device.root().keySet()) {
            if (!DEVICE_KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key " + key + " ("
                        + device.getValue(key).origin().description() + ")");
            }
        }
        List<Engine> engines = new ArrayList<>();
        for (String engine : device.getStringList("engines")) {
            engines.add(new Engine(engine, engine.replaceFirst("\\d+$", ""), device.getInt("credits")));
        }
        return new DeviceDescription(name, engines);
    }

    @Override
    public DeviceDescription describe() {
        return description;
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost host) {
        GpuSpec spec = GpuSpec.plain(description.engines().size()).withResets(resets);
        return SimDeviceActor.create(host, spec, this::failuresFrom);
    }

    private Failures failuresFrom(long start) {
        return failures.isEmpty() ? Failures.NONE : new Injector(failures, seed, description.engines(), start);
    }
}
