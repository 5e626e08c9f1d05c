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
        if (!isWord(name) || !isWord(kind)) {
            throw new IllegalArgumentException(
                    "the name and kind of an engine are letters, digits, '_', '-' or '.', not '" + name + "', '" + kind
                            + "'");
        }
        if (credits < 1 || credits > MOST_CREDITS) {
            throw new IllegalArgumentException(
                    "engine " + name + " has 1 to " + MOST_CREDITS + " credits, not " + credits);
        }
    }

    /** Engines give their names to actors, which take no others. */
    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(Engine::isWordPart);
    }

    private static boolean isWordPart(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "_.-".indexOf(character) >= 0);
    }
}
