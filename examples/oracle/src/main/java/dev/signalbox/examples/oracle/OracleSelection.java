package dev.signalbox.examples.oracle;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which cases one run takes: those of one of the kinds and with one of the names that are asked for, all when none is. It
 * remembers what was there, so each run needs its own.
 */
public final class OracleSelection {
    private final Map<String, Pattern> kinds = new LinkedHashMap<>();
    private final Set<String> cases;
    private final Set<String> unseenKinds;
    private final Set<String> unseenCases;

    private OracleSelection(List<String> kinds, List<String> cases) {
        kinds.forEach(kind -> this.kinds.put(kind, pattern(kind)));
        this.cases = Set.copyOf(cases);
        this.unseenKinds = new LinkedHashSet<>(kinds);
        this.unseenCases = new LinkedHashSet<>(cases);
    }

    /**
     * Selects cases.
     *
     * @param kinds names of kinds, in which {@code *} stands for anything; empty for all
     * @param cases names of cases; empty for all
     */
    public static OracleSelection of(List<String> kinds, List<String> cases) {
        return new OracleSelection(kinds, cases);
    }

    private static Pattern pattern(String kind) {
        return Pattern.compile(
                List.of(kind.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    boolean takes(OracleCase observed) {
        boolean ofKind = takesKind(observed.kind());
        unseenCases.remove(observed.id());
        return ofKind && (cases.isEmpty() || cases.contains(observed.id()));
    }

    private boolean takesKind(String kind) {
        boolean taken = kinds.isEmpty();
        for (Map.Entry<String, Pattern> each : kinds.entrySet()) {
            if (each.getValue().matcher(kind).matches()) {
                unseenKinds.remove(each.getKey());
                taken = true;
            }
        }
        return taken;
    }

    /** Complains when something was asked for that is nowhere. */
    void checkAllSeen(String where) {
        if (!unseenKinds.isEmpty()) {
            throw new OracleException(
                    where + ": no case of kind " + unseenKinds.iterator().next());
        }
        if (!unseenCases.isEmpty()) {
            throw new OracleException(
                    where + ": no case " + unseenCases.iterator().next());
        }
    }
}
