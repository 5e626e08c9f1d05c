package dev.signalbox.device;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a device is made of, as its provider says before it starts.
 *
 * @param name what people call it
 * @param engines its engines; the place in the list is the number of the ring
 */
public record DeviceDescription(String name, List<Engine> engines) {
    /** Refuses a device without engines and engines that share a name. */
    public DeviceDescription {
        engines = List.copyOf(engines);
        Set<String> names = new HashSet<>();
        for (Engine engine : engines) {
            if (!names.add(engine.name())) {
                throw new IllegalArgumentException("two engines of '" + name + "' are called " + engine.name());
            }
        }
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("device '" + name + "' has no engine");
        }
    }
}
