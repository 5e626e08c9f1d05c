package dev.signalbox.sim.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what a run did and a scenario made from its facts leaves out. */
final class LeftOut {
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String what) {
        add(what, 1);
    }

    void add(String what, int times) {
        if (times > 0) {
            counts.merge(what, times, Integer::sum);
        }
    }

    /** Returns a sentence; an empty one when nothing is left out. */
    String sentence() {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", ", "Left out, with how many there were: ", "."));
    }
}
