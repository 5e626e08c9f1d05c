package dev.signalbox.device;

import java.util.Objects;

/**
 * One engine of a device and the ring that feeds it.
 *
 * @param name unique on the device, such as {@code VCS1}
 * @param kind the class of engines it can stand in for, such as {@code VCS}
 * @param credits how many credits of jobs may be on its ring at once, at least 1
 */
public record Engine(String name, String kind, int credits) {
    /** Checks the ranges above. */
    public Engine {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        if (name.isBlank() || kind.isBlank() || credits < 1) {
            throw new IllegalArgumentException("an engine has a name, a kind and at least one credit, not '" + name
                    + "', '" + kind + "', " + credits);
        }
    }
}
