package dev.signalbox.device;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a device is made of, as its provider says before it starts.
 *
 * @param name what people call it
 * @param engines its engines; the place in the list is the number of the ring. An engine with several rings is here once for each
 * @param vramBytes its own memory, whole pages; 0 when it has none
 * @param systemBytes how much of the system's memory it may use, whole pages; 0 when none
 */
public record DeviceDescription(String name, List<Engine> engines, long vramBytes, long systemBytes) {
    /** Refuses a device without a name or engines, engines that share a name, and memory that is no whole pages or cannot be addressed. */
    public DeviceDescription {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a device has a name");
        }
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
        checkMemory(name, "VRAM", vramBytes);
        checkMemory(name, "system memory", systemBytes);
    }

    /** A device without memory. */
    public DeviceDescription(String name, List<Engine> engines) {
        this(name, engines, 0, 0);
    }

    private static void checkMemory(String name, String what, long bytes) {
        if (bytes < 0 || bytes % DeviceMemory.PAGE != 0 || bytes > DeviceMemory.SYSTEM) {
            throw new IllegalArgumentException("device '" + name + "' has " + what + " of whole pages of "
                    + DeviceMemory.PAGE + " bytes, at most " + DeviceMemory.SYSTEM + " bytes, not " + bytes);
        }
    }
}
