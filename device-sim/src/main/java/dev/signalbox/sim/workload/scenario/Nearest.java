package dev.signalbox.sim.workload.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Guesses what was meant. */
final class Nearest {
    private static final int MOST_EDITS = 3;
    private static final int LONGEST = 100;

    private Nearest() {}

    /** Suggests the known name that takes the fewest edits when it is near; otherwise names all. */
    static String hint(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "there are none here";
        }
        String nearest = known.stream()
                .min(Comparator.comparingInt(each -> edits(name, each)))
                .orElse(name);
        return isNear(name, nearest)
                ? "did you mean " + nearest + "?"
                : "known are " + known.stream().limit(LONGEST).collect(Collectors.joining(", "));
    }

    /**
     * Returns which of some keys was most likely meant to be a known one: the nearest, or, when none is near, the first that
     * means nothing else; empty when all mean something else.
     */
    static String likeliest(Collection<String> keys, Collection<String> others, Collection<String> known) {
        return keys.stream()
                .filter(key -> !others.contains(key))
                .min(Comparator.<String>comparingInt(key -> distance(key, known))
                        .thenComparing(key -> key))
                .orElse("");
    }

    /** A key that is near to nothing is as far as any other. */
    private static int distance(String key, Collection<String> known) {
        return known.stream()
                .filter(each -> isNear(key, each))
                .mapToInt(each -> edits(key, each))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Returns whether a few edits turn one name into the other. */
    static boolean isNear(String name, String other) {
        int allowed = Math.min(MOST_EDITS, Math.max(1, name.length() / 2));
        return name.length() <= LONGEST && edits(name, other) <= allowed;
    }

    private static int edits(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
