package dev.signalbox.sim.lab;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.Set;

/** The configuration of a lab's actor system: the caller's, with every dispatcher and the scheduler replaced. */
final class LabConfig {
    private static final Config DEFAULTS =
            ConfigFactory.parseResources(LabConfig.class.getClassLoader(), "lab-defaults.conf");
    private static final ConfigValue LAB_TYPE = value(LabDispatchers.class.getName());
    private static final Set<String> TYPES = Set.of("Dispatcher", "PinnedDispatcher", "BalancingDispatcher");

    private LabConfig() {}

    /** Layers, strongest first: the lab's number and machinery, the overrides, the lab's defaults, the class path. */
    static Config of(long number, Config overrides) {
        Config base = overrides
                .withFallback(DEFAULTS)
                .withFallback(ConfigFactory.load())
                .resolve();
        return onTheLab(base.root())
                .toConfig()
                .withValue("akka.actor.provider", value(LabActorRefProvider.class.getName()))
                .withValue("akka.scheduler.implementation", value(LabScheduler.class.getName()))
                .withValue(LabRegistry.KEY, value(number));
    }

    /** Finds dispatchers wherever they are declared, those of plug-ins included. */
    private static ConfigObject onTheLab(ConfigObject object) {
        ConfigObject result = isDispatcher(object) ? object.withValue("type", LAB_TYPE) : object;
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (entry.getValue() instanceof ConfigObject child) {
                ConfigObject changed = onTheLab(child);
                if (changed != child) {
                    result = result.withValue(entry.getKey(), changed);
                }
            }
        }
        return result;
    }

    private static boolean isDispatcher(ConfigObject object) {
        ConfigValue type = object.get("type");
        boolean known = type != null && type.unwrapped() instanceof String name && TYPES.contains(name);
        return known || object.containsKey("executor");
    }

    private static ConfigValue value(Object value) {
        return ConfigValueFactory.fromAnyRef(value);
    }
}
