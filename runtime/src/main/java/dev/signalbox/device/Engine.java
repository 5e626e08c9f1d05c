package dev.signalbox.device;

import java.util.Objects;

/**
 * One engine of a device and the ring that feeds it.
 *
 * @param name unique on the device, such as {@code VCS1}
 * @param kind the class of engines it can stand in for, such as {@code VCS}
 * @param credits how many credits of jobs may be on its ring at once, 1 to {@link #MOST_CREDITS}
 */
public record Engine(String name, String kind, int credits) {
    /** The most credits a ring may have; it keeps a slot for each. */
    public static final int MOST_CREDITS = 65_536;

    /** Checks the ranges above. */
    public Engine {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        if (name.isBlank() || kind.isBlank() || credits < 1 || credits > MOST_CREDITS) {
            throw new IllegalArgumentException("an engine has a name, a kind and at least one credit, not '" + name
                    + "', '" + kind + "', " + credits);
        }
    }
}
