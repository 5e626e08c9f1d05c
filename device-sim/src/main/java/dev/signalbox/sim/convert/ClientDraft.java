package dev.signalbox.sim.convert;

import dev.signalbox.sim.workload.scenario.BufferPlan;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.QueuePlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.Span;
import dev.signalbox.sim.workload.scenario.TimelinePlan;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client of a scenario on its way: what it has, and its steps so far. */
final class ClientDraft {
    static final Place NOWHERE = new Place(1);

    private static final String GONE = "gone";

    private final String name;
    private final List<QueuePlan> queues = new ArrayList<>();
    private final List<BufferPlan> buffers = new ArrayList<>();
    private final List<TimelinePlan> timelines = new ArrayList<>();
    private final ScenarioNames timelineNames = new ScenarioNames();
    private final Set<String> syncNames = new HashSet<>();
    private final List<ScenarioStep> steps = new ArrayList<>();
    private final List<ScenarioStep> last = new ArrayList<>();
    private long now;
    private int submissions;
    private boolean closed;
    private boolean missesBuffer;
    private @Nullable Ref lastUser;

    ClientDraft(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(QueuePlan queue) {
        queues.add(queue);
    }

    void add(BufferPlan buffer) {
        buffers.add(buffer);
    }

    String timeline(String wanted, boolean user) {
        String given = timelineNames.unique(wanted);
        timelines.add(new TimelinePlan(given, user));
        return given;
    }

    /** Returns a name for something about sync objects that nothing else of the client has. */
    String syncName(String wanted) {
        String name = wanted;
        while (syncNames.contains(name) || isTimeline(name)) {
            name += "-again";
        }
        syncNames.add(name);
        return name;
    }

    private boolean isTimeline(String name) {
        return timelines.stream().anyMatch(timeline -> timeline.name().equals(name));
    }

    String nextSubmission() {
        return "s" + ++submissions;
    }

    boolean isClosed() {
        return closed;
    }

    /** Adds a step that is done at a time; a client that is closed does nothing more. */
    void at(long nanos, ScenarioStep step) {
        if (closed) {
            return;
        }
        if (nanos > now) {
            steps.add(new ScenarioStep.At(nanos, NOWHERE));
            now = nanos;
        }
        steps.add(step);
        closed = step instanceof ScenarioStep.Close;
    }

    /** Adds a step that comes after all others. */
    void atLast(ScenarioStep step) {
        last.add(step);
    }

    /** Says that another client has named something that this one has, and so needs it to be there until then. */
    void neededBy(Ref user) {
        lastUser = user;
    }

    /** Returns a buffer that is gone before anybody could use it. */
    Use goneBuffer() {
        missesBuffer = true;
        return gone(false);
    }

    private static Use gone(boolean write) {
        return new Use(null, GONE, 0, Use.ALL, write, NOWHERE);
    }

    ClientPlan plan() {
        List<ScenarioStep> all = new ArrayList<>();
        if (missesBuffer) {
            buffers.add(new BufferPlan(GONE, 1, Span.of(1)));
            all.add(new ScenarioStep.Destroy(gone(true), NOWHERE));
        }
        all.addAll(steps);
        if (!closed) {
            if (lastUser != null) {
                all.add(new ScenarioStep.Wait(List.of(lastUser), false, 0L, null, null, NOWHERE));
            }
            all.addAll(last);
        }
        return new ClientPlan(name, 1, queues, buffers, timelines, List.of(), all, NOWHERE);
    }
}
