package dev.signalbox.sim.kernel;

import dev.signalbox.device.Packet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kernels that a device knows, by name. Immutable. */
public final class Kernels {
    private static final Kernels BUILT_IN = new Kernels(BuiltInKernels.byName());

    private final Map<String, Kernel> byName;

    private Kernels(Map<String, Kernel> byName) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** Returns those that every simulated device knows: {@link BuiltInKernels}. */
    public static Kernels builtIn() {
        return BUILT_IN;
    }

    /**
     * Returns these and one more.
     *
     * @throws IllegalArgumentException when there is one of that name, or no dispatch can have it ({@link Packet.Dispatch})
     */
    public Kernels with(String name, Kernel kernel) {
        String checked = new Packet.Dispatch(name, List.of()).kernel();
        if (byName.containsKey(checked)) {
            throw new IllegalArgumentException("there is a kernel '" + checked + "' already");
        }
        Map<String, Kernel> more = new TreeMap<>(byName);
        more.put(checked, kernel);
        return new Kernels(more);
    }

    /** Returns the kernel of a name; null when there is none. */
    public @Nullable Kernel find(String name) {
        return byName.get(name);
    }

    /** Returns all names, sorted. */
    public Set<String> names() {
        return byName.keySet();
    }
}
