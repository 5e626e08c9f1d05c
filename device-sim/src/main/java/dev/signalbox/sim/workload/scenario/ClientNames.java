package dev.signalbox.sim.workload.scenario;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one client has, and what its steps make. */
final class ClientNames {
    private final Source source;
    private final ClientPlan plan;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Set<String> timelines;
    private final Set<String> declared = new HashSet<>();
    private final Map<String, Integer> buffers = new HashMap<>();

    ClientNames(Source source, ClientPlan plan) {
        this.source = source;
        this.plan = plan;
        this.timelines = Set.copyOf(plan.timelineNames());
        plan.buffers().forEach(buffer -> buffers.put(buffer.name(), buffer.count()));
        for (SyncObjectPlan object : plan.syncObjects()) {
            add(object.name(), Kind.SYNC_OBJECT, object.place());
            declared.add(object.name());
        }
        collect(plan.steps());
    }

    ClientPlan plan() {
        return plan;
    }

    /** Returns the names that its steps make, and those of the sync objects that it has from the start. */
    Collection<String> names() {
        return lines.keySet();
    }

    /** Returns what a name stands for; null when there is none, or it is that of a timeline. */
    @Nullable Kind kind(String name) {
        return kinds.get(name);
    }

    boolean isSyncObject(String name) {
        return kinds.get(name) == Kind.SYNC_OBJECT;
    }

    boolean hasTimeline(String name) {
        return timelines.contains(name);
    }

    /** Returns whether it is there before the first step. */
    boolean isDeclared(String name) {
        return declared.contains(name);
    }

    Map<String, Integer> buffers() {
        return buffers;
    }

    private void collect(List<ScenarioStep> steps) {
        for (ScenarioStep step : steps) {
            if (step instanceof ScenarioStep.Repeat repeat) {
                collect(repeat.steps());
            } else if (step instanceof ScenarioStep.Submit submit) {
                add(submit.name(), Kind.SUBMISSION, step.place());
                submit.jobs().forEach(job -> addJob(job, step.place()));
            } else {
                Names.made(step).forEach((name, kind) -> add(name, kind, step.place()));
            }
        }
    }

    private void addJob(JobPlan job, Place place) {
        if (job.name() != null) {
            add(job.name(), Kind.JOB, place);
        }
    }

    private void add(String name, Kind kind, Place place) {
        Integer first = lines.putIfAbsent(name, place.line());
        if (first != null) {
            throw source.problem(place.line(), "there are two of '" + name + "'", "the first is on line " + first);
        }
        if (kind == Kind.SYNC_OBJECT && timelines.contains(name)) {
            throw source.problem(place.line(), "'" + name + "' is a timeline as well", "give each a name of its own");
        }
        kinds.put(name, kind);
    }
}
