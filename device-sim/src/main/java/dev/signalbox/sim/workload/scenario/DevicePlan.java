package dev.signalbox.sim.workload.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The device of a scenario.
 *
 * @param name of a configured device, or the name of this one
 * @param engines what it has; empty for a configured device
 * @param credits of each of its rings, when its engines are said here
 * @param details what else is said of it, by key as in the section of a device in the configuration; of a configured device, what is
 *     said instead of what stands there
 */
public record DevicePlan(
        String name, List<String> engines, int credits, Map<String, Scenario.Setting> details, Place place) {
    /** Copies the list and the map. */
    public DevicePlan {
        engines = List.copyOf(engines);
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** A device of which nothing else is said. */
    public DevicePlan(String name, List<String> engines, int credits, Place place) {
        this(name, engines, credits, Map.of(), place);
    }

    /** Returns whether it is described here, and not by the configuration. */
    public boolean isDescribed() {
        return !engines.isEmpty();
    }
}
