package dev.signalbox.sim;

import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A simulated device: its engines come from a configuration section, or are given. */
public final class SimDevice implements DeviceProvider {
    private static final String DEVICES = "signalbox.sim.devices";
    private static final Set<String> DEVICE_KEYS = Set.of("engines", "credits");

    private static final long NEVER = -1;

    private final DeviceDescription description;
    private final long lostAfterNanos;

    private SimDevice(DeviceDescription description) {
        this(description, NEVER);
    }

    private SimDevice(DeviceDescription description, long lostAfterNanos) {
        this.description = description;
        this.lostAfterNanos = lostAfterNanos;
    }

    /** A device with the given engines. */
    public static SimDevice of(String name, Engine... engines) {
        return new SimDevice(new DeviceDescription(name, List.of(engines)));
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
            return new SimDevice(read(name, devices.getConfig(name)));
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
        return new SimDevice(description, life.toNanos());
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
        GpuSpec spec = GpuSpec.plain(description.engines().size());
        return lostAfterNanos == NEVER
                ? SimDeviceActor.create(host, spec, Failures.NONE)
                : SimDeviceActor.createLost(host, spec, Failures.NONE, lostAfterNanos);
    }
}
