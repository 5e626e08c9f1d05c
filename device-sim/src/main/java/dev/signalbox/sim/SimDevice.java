package dev.signalbox.sim;

import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
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
import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.memory.SparseMemory;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A simulated device: its engines come from a configuration section, or are given. */
public final class SimDevice implements DeviceProvider {
    private static final String DEVICES = "signalbox.sim.devices";
    private static final long NEVER = -1;

    private final DeviceDescription description;
    private final GpuSpec spec;
    private final long lostAfterNanos;

    private SimDevice(DeviceDescription description, GpuSpec spec, long lostAfterNanos) {
        this.description = description;
        this.spec = spec;
        this.lostAfterNanos = lostAfterNanos;
    }

    /** A device without memory, on which each of the given engines has a ring, and nothing costs time but the work of jobs. */
    public static SimDevice of(String name, Engine... engines) {
        return new SimDevice(new DeviceDescription(name, List.of(engines)), GpuSpec.plain(engines.length), NEVER);
    }

    /**
     * A device that is built of what a specification says.
     *
     * @throws Refusal EINVAL when it has not one ring for each engine of the description
     */
    public static SimDevice of(DeviceDescription description, GpuSpec spec) {
        if (spec.rings() != description.engines().size()) {
            throw new Refusal(
                    Errno.EINVAL,
                    spec.rings() + " rings are built, and " + description.engines().size() + " described",
                    "describe an engine for each ring");
        }
        return new SimDevice(description, spec, NEVER);
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
            DeviceReader.Read read = DeviceReader.read(name, devices.getConfig(name));
            return new SimDevice(read.description(), read.spec(), NEVER);
        } catch (ConfigException | IllegalArgumentException wrong) {
            throw new Refusal(
                    Errno.EINVAL,
                    "device '" + name + "': " + wrong.getMessage(),
                    "a device has engines = [RCS, VCS1, ...] and credits = 1 or more");
        }
    }

    /**
     * Returns the same device, which disappears a while after it was started: it answers nothing any more, and everything on it ends
     * with ENODEV.
     *
     * @throws Refusal EINVAL when that were before its start
     */
    public SimDevice lostAfter(Duration life) {
        if (life.isNegative()) {
            throw new Refusal(Errno.EINVAL, "a device cannot be lost before its start", "say when, from 0 on");
        }
        return new SimDevice(description, spec, life.toNanos());
    }

    /**
     * Returns the same device, which knows one more kernel.
     *
     * @throws Refusal EINVAL when it knows one of that name, or no packet can name it
     */
    public SimDevice withKernel(String name, Kernel kernel) {
        try {
            return new SimDevice(
                    description, spec.withKernels(spec.kernels().with(name, kernel)), lostAfterNanos);
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
        return lostAfterNanos == NEVER
                ? SimDeviceActor.create(host, spec, Failures.NONE)
                : SimDeviceActor.createLost(host, spec, Failures.NONE, lostAfterNanos);
    }
}
