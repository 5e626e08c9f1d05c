package dev.signalbox.sim.workload;

import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import java.util.List;

/** The engines of a device as messages name them. */
public final class EngineNames {
    private static final int NAMED = 20;

    private EngineNames() {}

    /** Returns the names in brackets; of very many only the first, and how many more there are. */
    public static String of(DeviceDescription device) {
        List<String> names = device.engines().stream().map(Engine::name).toList();
        return names.size() <= NAMED
                ? names.toString()
                : names.subList(0, NAMED) + " and " + (names.size() - NAMED) + " more";
    }
}
