package dev.signalbox.sim.workload.scenario;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one client, or several alike, have and do.
 *
 * @param copies how many there are; those of several are called name-1, name-2 and so on
 * @param timelines its software timelines
 * @param syncObjects the sync objects that it creates at the start
 */
public record ClientPlan(
        String name,
        int copies,
        List<QueuePlan> queues,
        List<BufferPlan> buffers,
        List<TimelinePlan> timelines,
        List<SyncObjectPlan> syncObjects,
        List<ScenarioStep> steps,
        Place place) {
    /** Copies the lists. */
    public ClientPlan {
        queues = List.copyOf(queues);
        buffers = List.copyOf(buffers);
        timelines = List.copyOf(timelines);
        syncObjects = List.copyOf(syncObjects);
        steps = List.copyOf(steps);
    }

    /** Returns the names of its software timelines. */
    public List<String> timelineNames() {
        return timelines.stream().map(TimelinePlan::name).toList();
    }

    /** Returns the names of the clients that play it. */
    public List<String> names() {
        return copies == 1
                ? List.of(name)
                : IntStream.rangeClosed(1, copies)
                        .mapToObj(copy -> name + "-" + copy)
                        .toList();
    }
}
