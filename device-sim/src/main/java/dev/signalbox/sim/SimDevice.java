package dev.signalbox.sim;

import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.actor.SimDeviceActor;
import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.sim.failure.Injector;
import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.memory.SparseMemory;
import dev.signalbox.sim.workload.EngineNames;
import dev.signalbox.sim.workload.scenario.FaultReader;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A simulated device: its engines come from a configuration section, or are given. */
public final class SimDevice implements DeviceProvider {
    private static final String DEVICES = "signalbox.sim.devices";
    private static final String FAILURES = "signalbox.sim.failures";

    private final DeviceDescription description;
    private final GpuSpec spec;
    private final List<FailurePlan> failures;
    private final long seed;

    private SimDevice(DeviceDescription description, GpuSpec spec, List<FailurePlan> failures, long seed) {
        this.description = description;
        this.spec = spec;
        this.failures = List.copyOf(failures);
        this.seed = seed;
    }

    /** A device without memory, on which each of the given engines has a ring, and nothing costs time but the work of jobs. */
    public static SimDevice of(String name, Engine... engines) {
        return new SimDevice(
                new DeviceDescription(name, List.of(engines)), GpuSpec.plain(engines.length), List.of(), 0);
    }

    /**
     * A device that is built of what a specification says.
     *
     * @throws Refusal EINVAL when it has not one ring for each engine of the description, or more memory than can be simulated
     */
    public static SimDevice of(DeviceDescription description, GpuSpec spec) {
        if (spec.rings() != description.engines().size()) {
            throw new Refusal(
                    Errno.EINVAL,
                    spec.rings() + " rings are built, and "
                            + description.engines().size() + " described",
                    "describe an engine for each ring");
        }
        if (Math.max(description.vramBytes(), description.systemBytes()) > SparseMemory.MOST_BYTES) {
            throw new Refusal(
                    Errno.EINVAL,
                    "device '" + description.name() + "' has memory of more than " + SparseMemory.MOST_BYTES + " bytes",
                    "give it less");
        }
        return new SimDevice(description, spec, List.of(), 0);
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
        if (name.isBlank() || !devices.root().containsKey(name)) {
            throw new Refusal(
                    Errno.EINVAL,
                    "there is no device '" + name + "' under " + DEVICES,
                    "known are "
                            + String.join(", ", new TreeSet<>(devices.root().keySet())));
        }
        try {
            DeviceReader.Read read = DeviceReader.read(name, devices.getConfig(ConfigUtil.joinPath(name)));
            return new SimDevice(read.description(), read.spec(), List.of(), 0)
                    .with(failures(config.getValue(FAILURES)));
        } catch (ConfigException wrong) {
            throw new Refusal(
                    Errno.EINVAL,
                    "device '" + name + "' is no section"
                            + Section.place(known(devices, name).origin()),
                    "a device has engines = [RCS, VCS1, ...] and credits = 1 or more");
        }
    }

    private static ConfigValue known(Config devices, String name) {
        return Objects.requireNonNull(devices.root().get(name));
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
        return new SimDevice(description, spec, all, seed);
    }

    private void checkEngine(FailurePlan plan, String name) {
        List<Engine> engines = description.engines();
        if (engines.stream()
                .noneMatch(engine -> engine.name().equals(name) || engine.kind().equals(name))) {
            throw new Refusal(
                    Errno.EINVAL,
                    plan.failure().name() + ": device " + description.name() + " has no engine '" + name + "'",
                    "it has " + EngineNames.of(description));
        }
    }

    /** Returns the same device with another seed, 0 at first, for what its failures leave to chance. */
    public SimDevice seeded(long chosen) {
        return new SimDevice(description, spec, failures, chosen);
    }

    /** Returns what goes wrong with it, in the order in which it was said. */
    List<FailurePlan> failures() {
        return failures;
    }

    private static List<FailurePlan> failures(ConfigValue value) {
        try {
            return FaultReader.failures(value);
        } catch (ScenarioException wrong) {
            String origin = value.origin().lineNumber() > 0 ? wrong.file() + ":" + wrong.line() : wrong.file();
            throw new Refusal(Errno.EINVAL, FAILURES + ": " + wrong.problem() + " (" + origin + ")", wrong.hint());
        }
    }

    /**
     * Returns the same device, which knows one more kernel.
     *
     * @throws Refusal EINVAL when it knows one of that name, or no packet can name it
     */
    public SimDevice withKernel(String name, Kernel kernel) {
        try {
            return new SimDevice(description, spec.withKernels(spec.kernels().with(name, kernel)), failures, seed);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(Errno.EINVAL, String.valueOf(wrong.getMessage()), "give it another name");
        }
    }

    /** Returns what it is built of. */
    public GpuSpec spec() {
        return spec;
    }

    @Override
    public DeviceDescription describe() {
        return description;
    }

    @Override
    public @Nullable DeviceMemory newMemory() {
        return description.vramBytes() + description.systemBytes() == 0
                ? null
                : new SparseMemory(description.vramBytes(), description.systemBytes());
    }

    @Override
    public Behavior<DeviceCommand> start(DeviceHost host) {
        return SimDeviceActor.create(host, spec, this::failuresFrom);
    }

    private Failures failuresFrom(long start) {
        return failures.isEmpty() ? Failures.NONE : new Injector(failures, seed, description.engines(), start);
    }
}
