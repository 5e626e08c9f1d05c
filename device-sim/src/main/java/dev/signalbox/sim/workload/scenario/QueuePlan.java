package dev.signalbox.sim.workload.scenario;

import dev.signalbox.event.Priority;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue of a client; it is opened when the first job is submitted to it.
 *
 * @param label what facts call it
 * @param engines names or classes of engines; several are balanced
 * @param longRunning whether its jobs may take as long as programs like
 * @param bonds for an engine on which the job of a submit fence runs, those that its dependent may use
 * @param preemptNanos what its jobs carry that say nothing else
 */
public record QueuePlan(
        String name,
        String label,
        List<String> engines,
        Priority priority,
        boolean longRunning,
        Map<String, List<String>> bonds,
        long preemptNanos,
        Place place) {
    /** Copies the collections. */
    public QueuePlan {
        engines = List.copyOf(engines);
        bonds = Collections.unmodifiableMap(new LinkedHashMap<>(bonds));
    }
}
