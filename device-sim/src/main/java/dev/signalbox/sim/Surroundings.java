package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.sim.workload.scenario.DevicePlan;
import dev.signalbox.sim.workload.scenario.FaultPlan;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.Scenario.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What surrounds the clients of a run, as a scenario says it: the device and the settings. */
final class Surroundings {
    private static final Place NOWHERE = new Place(1);
    private static final String POLICY = "signalbox.ring.policy";
    private static final List<String> SECTIONS = List.of("signalbox.ring", "signalbox.queue");
    private static final Config DEFAULTS = ConfigFactory.defaultReference();

    private Surroundings() {}

    /**
     * Returns a device by its name, when a device of that name comes with Signalbox and is the same, else with its engines.
     *
     * @throws Refusal EINVAL when its rings differ in credits, which a scenario cannot say
     */
    static DevicePlan device(DeviceDescription device) {
        if (isDefault(device)) {
            return new DevicePlan(device.name(), List.of(), 1, NOWHERE);
        }
        int credits = device.engines().get(0).credits();
        if (device.engines().stream().anyMatch(engine -> engine.credits() != credits)) {
            throw new Refusal(
                    Errno.EINVAL,
                    "the rings of device " + device.name() + " differ in credits",
                    "a scenario has one number for all of them");
        }
        List<String> engines = device.engines().stream().map(Engine::name).toList();
        return new DevicePlan(name(device.name()), engines, credits, memory(device), NOWHERE);
    }

    private static Map<String, Setting> memory(DeviceDescription device) {
        Map<String, Setting> memory = new TreeMap<>();
        if (device.vramBytes() > 0) {
            memory.put("vram", new Setting(Long.toString(device.vramBytes()), NOWHERE));
        }
        if (device.systemBytes() > 0) {
            memory.put("system", new Setting(Long.toString(device.systemBytes()), NOWHERE));
        }
        return memory;
    }

    private static boolean isDefault(DeviceDescription device) {
        return DEFAULTS.getObject("signalbox.sim.devices").containsKey(device.name())
                && SimDevice.named(device.name(), DEFAULTS).describe().equals(device);
    }

    private static String name(String name) {
        String word = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return word.matches("[A-Za-z].*") ? word : "device-" + word;
    }

    /** Returns the policy, and every other key that a scenario may set and that is not as it comes with Signalbox. */
    static Map<String, Setting> settings(Config config) {
        Map<String, Setting> settings = new TreeMap<>();
        for (String section : SECTIONS) {
            config.getConfig(section).entrySet().forEach(entry -> {
                String key = section + "." + entry.getKey();
                String value = String.valueOf(entry.getValue().unwrapped());
                if (key.equals(POLICY)
                        || !value.equals(String.valueOf(DEFAULTS.getValue(key).unwrapped()))) {
                    settings.put(key, new Setting(value, NOWHERE));
                }
            });
        }
        return settings;
    }

    /** Returns what a configuration lets go wrong. */
    static List<FaultPlan> faults(Config config) {
        return SimDevice.configured(config).failures().stream()
                .map(failure -> new FaultPlan(failure, NOWHERE))
                .toList();
    }

    /** Returns the loss of the device after a time in nanoseconds. */
    static List<FaultPlan> loss(long nanos) {
        return List.of(new FaultPlan(FailurePlan.deviceLost(Duration.ofNanos(nanos)), NOWHERE));
    }

    /** Returns the scenario under a configuration: its own device and settings give way, its faults come behind. */
    static Scenario under(Scenario scenario, Config config, DevicePlan device, long seed) {
        return new Scenario(
                scenario.origin(),
                scenario.title(),
                scenario.about(),
                device,
                settings(config),
                seed,
                Stream.concat(faults(config).stream(), scenario.faults().stream())
                        .toList(),
                scenario.clients(),
                scenario.outcome(),
                scenario.expectations());
    }
}
