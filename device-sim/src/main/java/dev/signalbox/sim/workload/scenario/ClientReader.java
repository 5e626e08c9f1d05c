package dev.signalbox.sim.workload.scenario;

import dev.signalbox.event.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one client. */
final class ClientReader {
    private final Node node;
    private final Set<String> names = new LinkedHashSet<>();

    ClientReader(Node node) {
        this.node = node;
    }

    ClientPlan read() {
        Fields fields = node.fields("a client");
        ClientPlan client = new ClientPlan(
                clientName(fields.need("name")),
                fields.read("copies", copies -> (int) copies.whole(1, Limits.CLIENTS), 1),
                fields.readAll("queues", Limits.QUEUES, this::queue),
                fields.readAll("buffers", Limits.BUFFERS, this::buffer),
                timelines(fields),
                fields.readAll("sync-objects", Limits.SYNC_OBJECTS, this::syncObject),
                new StepReader().readAll(fields.need("steps")),
                node.place());
        fields.refuseOthers();
        return client;
    }

    private static String clientName(Node node) {
        String name = node.printable("the name of a client");
        if (name.contains("/")) {
            throw node.isNot("the name of a client", "without '/', which stands between a client and what it has");
        }
        return name;
    }

    private List<TimelinePlan> timelines(Fields fields) {
        List<TimelinePlan> timelines = new ArrayList<>();
        timelines.addAll(fields.readAll("timelines", Limits.TIMELINES, each -> timeline(each, false)));
        timelines.addAll(fields.readAll("user-timelines", Limits.TIMELINES, each -> timeline(each, true)));
        return timelines;
    }

    private TimelinePlan timeline(Node timeline, boolean user) {
        return new TimelinePlan(once("timeline ", timeline, timeline.printable("the name of a timeline")), user);
    }

    /** A name alone is an object that holds nothing. */
    private SyncObjectPlan syncObject(Node node) {
        if (!node.isObject()) {
            String name = once("sync object ", node, node.name());
            return new SyncObjectPlan(name, name, false, node.place());
        }
        Fields fields = node.fields("a sync object");
        Node nameNode = fields.need("name");
        SyncObjectPlan plan = syncObject(fields, once("sync object ", nameNode, nameNode.name()));
        fields.refuseOthers();
        return plan;
    }

    static SyncObjectPlan syncObject(Fields fields, String name) {
        return new SyncObjectPlan(
                name,
                fields.read("label", label -> label.printable("a label"), name),
                fields.read("signalled", Node::flag, false),
                fields.place());
    }

    private QueuePlan queue(Node queue) {
        Fields fields = queue.fields("a queue");
        Node nameNode = fields.need("name");
        String name = once("queue ", nameNode, nameNode.name());
        List<String> engines = fields.need("on").oneOrMore(Limits.ENGINES).stream()
                .map(engine -> engine.printable("an engine"))
                .toList();
        QueuePlan plan = new QueuePlan(
                name,
                fields.read("label", label -> label.printable("a label"), name),
                engines,
                fields.read("priority", ClientReader::priority, Priority.NORMAL),
                fields.read("long-running", Node::flag, false),
                fields.read("bonds", ClientReader::bonds, Map.of()),
                fields.read("preempt", Node::time, 0L),
                queue.place());
        fields.refuseOthers();
        return plan;
    }

    static Priority priority(Node node) {
        return node.oneOf(Priority.values(), Node::word);
    }

    private static Map<String, List<String>> bonds(Node node) {
        Map<String, List<String>> bonds = new LinkedHashMap<>();
        for (Node each : node.list(Limits.ENGINES)) {
            Fields fields = each.fields("a bond");
            String master = fields.need("with").printable("an engine");
            List<String> engines = fields.need("on").oneOrMore(Limits.ENGINES).stream()
                    .map(engine -> engine.printable("an engine"))
                    .toList();
            fields.refuseOthers();
            if (bonds.put(master, engines) != null) {
                throw each.problem("there are two bonds with '" + master + "'", "name all engines in one of them");
            }
        }
        return bonds;
    }

    private BufferPlan buffer(Node buffer) {
        Fields fields = buffer.fields("a buffer");
        Node nameNode = fields.need("name");
        Node size = fields.need("size");
        BufferPlan plan = new BufferPlan(
                once("buffer ", nameNode, nameNode.name()),
                fields.read("count", count -> (int) count.whole(1, Limits.BUFFERS), 1),
                size.sizes());
        fields.refuseOthers();
        if (plan.bytes().min() < 1) {
            throw size.isNot("a size", "a buffer has at least one byte");
        }
        return plan;
    }

    private String once(String kind, Node where, String name) {
        if (!names.add(kind + name)) {
            throw where.problem("there are two of " + kind + name, "give each a name of its own");
        }
        return name;
    }
}
