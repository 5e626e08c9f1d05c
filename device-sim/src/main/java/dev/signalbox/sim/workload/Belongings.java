package dev.signalbox.sim.workload;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.SyncObject;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.scenario.BufferPlan;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.SyncObjectPlan;
import dev.signalbox.sim.workload.scenario.TimelinePlan;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a client of a scenario has, by name. Any client may look here for what it waits for. */
final class Belongings {
    private final Client client;
    private final boolean keepsTurns;
    private final Map<String, Points> timelines = new HashMap<>();
    private final Map<String, List<Buffer>> buffers = new HashMap<>();
    private final Map<String, List<Made>> made = new HashMap<>();
    private final List<ExpectedRefusal> refusals = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> firsts = new HashMap<>();

    /** Creates timelines, sync objects, then buffers, in the order of the plan. */
    Belongings(Client client, ClientPlan plan, SplittableRandom random, boolean keepsTurns) {
        this.client = client;
        this.keepsTurns = keepsTurns;
        plan.timelines().forEach(timeline -> timelines.put(timeline.name(), new Points(create(timeline))));
        plan.syncObjects().forEach(object -> put(object.name(), Made.object(create(object))));
        plan.buffers().forEach(buffer -> buffers.put(buffer.name(), create(buffer, random)));
    }

    private SoftwareTimeline create(TimelinePlan plan) {
        return plan.user() ? client.userTimeline(plan.name()) : client.timeline(plan.name());
    }

    /** Creates a sync object. */
    SyncObject create(SyncObjectPlan plan) {
        return plan.signalled() ? client.signalledSyncObject(plan.label()) : client.syncObject(plan.label());
    }

    private List<Buffer> create(BufferPlan plan, SplittableRandom random) {
        List<Buffer> created = new ArrayList<>(plan.count());
        for (int i = 0; i < plan.count(); i++) {
            created.add(client.buffer(plan.bytes().draw(random)));
        }
        return created;
    }

    /** A submission that was accepted at first, but is expected to be refused later. */
    record ExpectedRefusal(ScenarioStep.Submit step, Made made) {}

    synchronized void expectRefusal(ScenarioStep.Submit step, Made accepted) {
        refusals.add(new ExpectedRefusal(step, accepted));
    }

    synchronized List<ExpectedRefusal> refusals() {
        return List.copyOf(refusals);
    }

    Client client() {
        return client;
    }

    Points timeline(String name) {
        return known(timelines.get(name));
    }

    boolean hasTimeline(String name) {
        return timelines.containsKey(name);
    }

    /** Returns whether a name means a sync object, or a handle that was refused. */
    boolean isObject(String name) {
        Made made = latest(name);
        return made != null && made.fence() == null;
    }

    List<Buffer> buffers(Use use) {
        List<Buffer> all = known(buffers.get(use.buffer()));
        return use.last() == Use.ALL ? all : all.subList(use.first(), use.last() + 1);
    }

    /** Gives a name its newest meaning. */
    void put(String name, Made latest) {
        CompletableFuture<Void> first;
        synchronized (this) {
            List<Made> turns = made.computeIfAbsent(name, each -> new ArrayList<>(1));
            if (!keepsTurns) {
                turns.clear();
            }
            turns.add(latest);
            first = firsts.remove(name);
        }
        if (first != null) {
            first.complete(null);
        }
    }

    /** Returns what a name means now; null when it was not made yet. */
    synchronized @Nullable Made latest(String name) {
        List<Made> turns = made.get(name);
        return turns == null ? null : turns.get(turns.size() - 1);
    }

    /** Returns what a name meant in a turn, from 1; null when it was not made so often. */
    synchronized @Nullable Made turn(String name, int turn) {
        List<Made> turns = made.getOrDefault(name, List.of());
        return turn > turns.size() ? null : turns.get(turn - 1);
    }

    /**
     * Returns a stage that completes when something is there for the first time; null when it is. Points of a timeline are there
     * as soon as their client is.
     */
    synchronized @Nullable CompletableFuture<Void> first(Ref ref) {
        boolean point = ref.isNumbered() && hasTimeline(ref.name());
        boolean there = point || ref.name().isEmpty() || made.containsKey(ref.name());
        return there ? null : firsts.computeIfAbsent(ref.name(), each -> new CompletableFuture<>());
    }

    /**
     * Returns what a name means now, which has to be there.
     *
     * @throws Refusal ENOENT when it is a sync file that was refused
     */
    Made find(Ref ref) {
        if (ref.isNumbered()) {
            Points line = timeline(ref.name());
            return Made.point(line.point((int) ref.point()), line);
        }
        Made made = known(latest(ref.name()));
        if (made.missing()) {
            throw new Refusal(
                    Errno.ENOENT, "sync file " + ref.name() + " was refused", "there is nothing in it to take");
        }
        return made;
    }

    /**
     * Returns the sync object that a name, or that of one of its points, means now.
     *
     * @throws Refusal ENOENT when its handle was refused
     */
    SyncObject object(Ref ref) {
        SyncObject object = known(latest(ref.name())).object();
        if (object == null) {
            throw new Refusal(
                    Errno.ENOENT, "the handle of sync object " + ref.name() + " was refused", "open it in time");
        }
        return object;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a checked scenario refers to something that is not there");
        }
        return value;
    }
}
