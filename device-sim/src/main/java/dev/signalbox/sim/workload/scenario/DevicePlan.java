package dev.signalbox.sim.workload.scenario;

import java.util.List;

/**
 * The device of a scenario.
 *
 * @param name of a configured device, or the name of this one
 * @param engines what it has; empty for a configured device
 * @param credits of each of its rings
 */
public record DevicePlan(String name, List<String> engines, int credits, Place place) {
    /** Copies the list. */
    public DevicePlan {
        engines = List.copyOf(engines);
    }

    /** Returns whether it is described here, and not by the configuration. */
    public boolean isDescribed() {
        return !engines.isEmpty();
    }
}
