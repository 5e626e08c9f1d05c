package dev.signalbox.sim.convert;

import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what a run did and a scenario made from its facts leaves out. */
final class LeftOut {
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void hear(Fact fact) {
        if (fact instanceof SyncFact.SyncObjectCreated) {
            count("sync object");
        } else if (fact instanceof SyncFact.SyncWaitBegan) {
            count("wait for sync objects");
        } else if (fact instanceof SyncFact.FencesImported) {
            count("import of fences into a buffer");
        } else if (fact instanceof Fact.EntityOpened entity && entity.longRunning()) {
            count("queue's being long-running");
        } else if (fact instanceof Fact.TimelineCreated timeline && timeline.user()) {
            count("timeline's being one of user fences");
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
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
