package dev.signalbox.sim.convert;

import java.util.HashSet;
import java.util.Set;

/** Gives out names that a scenario takes, each once: as they were where that is possible. */
public final class ScenarioNames {
    private static final int LONGEST = 100;
    private static final int ROOM_FOR_NUMBER = 12;

    private final Set<String> given = new HashSet<>();

    /**
     * Returns a name that was not given before.
     *
     * @param wanted any text
     */
    public String unique(String wanted) {
        String name = printable(wanted);
        String stem = name.substring(0, Math.min(name.length(), LONGEST - ROOM_FOR_NUMBER));
        for (int number = 2; !given.add(name); number++) {
            name = stem + "-" + number;
        }
        return name;
    }

    /**
     * Returns the text without what a scenario would read otherwise: control characters, the slash between a client and what it has,
     * a number after a dot, which is a point of a timeline.
     */
    public static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(each -> clean.appendCodePoint(isKept(each) ? each : '_'));
        String name = clean.toString().strip().replaceFirst("\\.(?=\\d{1,9}$)", "_");
        name = name.length() > LONGEST ? name.substring(0, LONGEST - ROOM_FOR_NUMBER) : name;
        return name.isBlank() ? "unnamed" : name;
    }

    private static boolean isKept(int codePoint) {
        return codePoint != '/'
                && !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }
}
