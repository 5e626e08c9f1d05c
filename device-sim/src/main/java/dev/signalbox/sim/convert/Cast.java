package dev.signalbox.sim.convert;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.BufferPlan;
import dev.signalbox.sim.workload.scenario.QueuePlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.Span;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clients of a run, and what each has, by the numbers of the facts and by the names of the scenario. */
final class Cast {
    private static final String OUTSIDE = "outside";

    private final RunLog log;
    private final Map<Integer, ClientDraft> clients = new TreeMap<>();
    private final Map<Integer, String> queues = new TreeMap<>();
    private final Map<Long, String> timelines = new TreeMap<>();
    private final Map<FenceId, String> outsiders = new LinkedHashMap<>();
    private final ClientDraft outside;

    Cast(RunLog log) {
        this.log = log;
        ScenarioNames names = new ScenarioNames();
        log.clients().forEach((number, name) -> clients.put(number, new ClientDraft(names.unique(name))));
        outside = new ClientDraft(names.unique(OUTSIDE));
        log.entities().values().forEach(this::open);
        log.buffers().values().forEach(this::create);
        log.timelines()
                .values()
                .forEach(line ->
                        timelines.put(line.context(), client(line.client()).timeline(line.name(), line.user())));
    }

    private void open(Fact.EntityOpened entity) {
        String queue = "q" + entity.entity();
        queues.put(entity.entity(), queue);
        List<String> engines = entity.rings().stream()
                .map(ring -> log.device().engines().get(ring).name())
                .toList();
        client(entity.client())
                .add(new QueuePlan(
                        queue,
                        ScenarioNames.printable(entity.name()),
                        engines,
                        entity.priority(),
                        entity.longRunning(),
                        Map.of(),
                        0,
                        ClientDraft.NOWHERE));
    }

    private void create(Fact.BufferCreated buffer) {
        client(buffer.client()).add(new BufferPlan("b" + buffer.buffer(), 1, Span.of(buffer.bytes())));
    }

    /** Returns a client by its number. */
    ClientDraft client(int number) {
        return clients.computeIfAbsent(number, each -> new ClientDraft("client-" + each));
    }

    ClientDraft ofEntity(int entity) {
        return client(log.clientOf(entity));
    }

    String queue(int entity) {
        return String.valueOf(queues.get(entity));
    }

    boolean hasTimeline(long context) {
        return timelines.containsKey(context);
    }

    ClientDraft ofTimeline(long context) {
        Fact.TimelineCreated line = log.timelines().get(context);
        return client(line == null ? 0 : line.client());
    }

    /** Names a point of a timeline for a client. */
    Ref point(FenceId point, ClientDraft by) {
        ClientDraft owner = ofTimeline(point.context());
        String line = String.valueOf(timelines.get(point.context()));
        return new Ref(whose(owner, by), line, point.seqno(), ClientDraft.NOWHERE);
    }

    ClientDraft ofBuffer(long buffer) {
        Fact.BufferCreated created = log.buffers().get(buffer);
        return client(created == null ? 0 : created.client());
    }

    /** Names a buffer for a client. */
    Use buffer(long buffer, boolean write, ClientDraft by) {
        return new Use(whose(ofBuffer(buffer), by), "b" + buffer, 0, Use.ALL, write, ClientDraft.NOWHERE);
    }

    /** Names a fence that nothing of this run signals, as a point of a timeline of its own. */
    Ref elsewhere(FenceId fence) {
        String line = outsiders.computeIfAbsent(
                fence, each -> outside.timeline("f" + each.context() + "-" + each.seqno(), false));
        return new Ref(outside.name(), line, 1, ClientDraft.NOWHERE);
    }

    ClientDraft outside() {
        return outside;
    }

    private static @Nullable String whose(ClientDraft owner, ClientDraft by) {
        return owner == by ? null : owner.name();
    }

    /** Returns all clients; the one that stands for what is elsewhere only when it is needed. */
    List<ClientDraft> all() {
        Map<FenceId, Long> signalled = new Elsewhere(log).times(outsiders.keySet());
        signalled.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(each -> outside.at(
                        each.getValue(),
                        new ScenarioStep.Signal(
                                new Ref(null, String.valueOf(outsiders.get(each.getKey())), 1, ClientDraft.NOWHERE),
                                ClientDraft.NOWHERE)));
        outsiders.forEach((fence, line) -> {
            if (!signalled.containsKey(fence)) {
                outside.atLast(new ScenarioStep.Wait(
                        List.of(new Ref(null, line, 1, ClientDraft.NOWHERE)),
                        false,
                        null,
                        null,
                        null,
                        ClientDraft.NOWHERE));
            }
        });
        List<ClientDraft> all = new ArrayList<>(clients.values());
        if (!outsiders.isEmpty()) {
            all.add(outside);
        }
        return all;
    }
}
