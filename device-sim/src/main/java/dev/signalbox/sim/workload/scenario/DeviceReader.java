package dev.signalbox.sim.workload.scenario;

import dev.signalbox.sim.workload.scenario.Scenario.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the device of a scenario: a name, or what it is like. */
final class DeviceReader {
    private static final String[] FAULTS = {"fatal", "recoverable"};

    private final Map<String, Setting> details = new TreeMap<>();

    private DeviceReader() {}

    static DevicePlan read(Node node) {
        return node.isObject()
                ? new DeviceReader().read(node, node.fields("a device"))
                : new DevicePlan(node.name(), List.of(), 1, node.place());
    }

    /** Without engines it is one of the configuration, of which some things are different here. */
    private DevicePlan read(Node node, Fields fields) {
        Node configured = fields.find("name");
        boolean described = configured == null || fields.has("engines");
        List<String> engines = described ? engines(fields.need("engines")) : List.of();
        Node credits = fields.find("credits");
        int each = credits == null ? 1 : (int) credits.whole(1, Limits.CREDITS);
        if (credits != null && !described) {
            details.put("credits", new Setting(Integer.toString(each), credits.place()));
        }
        size(fields, "vram");
        size(fields, "system");
        size(fields, "bandwidth");
        detail(fields, "", "faults", value -> value.oneOf(FAULTS, word -> word));
        detail(fields, "", "report-accesses", value -> Boolean.toString(value.flag()));
        Node resets = fields.find("resets");
        if (resets != null) {
            resets(resets.fields("resets"));
        }
        fields.refuseOthers();
        String name = configured == null ? "scenario" : configured.name();
        return new DevicePlan(name, engines, described ? each : 1, details, node.place());
    }

    private static List<String> engines(Node engines) {
        List<String> names =
                engines.oneOrMore(Limits.ENGINES).stream().map(Node::name).toList();
        if (Set.copyOf(names).size() < names.size()) {
            throw engines.problem("two engines have one name", "number them: VCS1, VCS2");
        }
        return names;
    }

    private void resets(Fields resets) {
        for (String scope : List.of("job", "engine", "device")) {
            detail(resets, "resets.", scope, value -> Units.time(value.time()));
        }
        resets.refuseOthers();
    }

    private void size(Fields fields, String key) {
        detail(fields, "", key, value -> Units.size(Units.size(value, value.scalar("a size"))));
    }

    private void detail(Fields fields, String above, String key, Function<Node, String> reader) {
        Node node = fields.find(key);
        if (node != null) {
            details.put(above + key, new Setting(reader.apply(node), node.place()));
        }
    }
}
