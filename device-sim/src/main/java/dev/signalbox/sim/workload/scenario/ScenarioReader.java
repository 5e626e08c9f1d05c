package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.ConfigValue;
import dev.signalbox.sim.workload.scenario.Scenario.Outcome;
import dev.signalbox.sim.workload.scenario.Scenario.Setting;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a whole scenario. */
final class ScenarioReader {
    private static final String NEEDED = "a scenario";

    /** The keys of the configuration that say how the runtime schedules, not how and where it is run. */
    private static final List<String> SETTINGS = List.of("signalbox.ring.", "signalbox.queue.");

    private ScenarioReader() {}

    static Scenario read(Source source) {
        Fields fields = new Fields(source, NEEDED, source.root(), new Place(1));
        Scenario scenario = new Scenario(
                source.origin(outcomePlace(fields)),
                fields.need("title").printable("a title"),
                fields.read("about", node -> node.text("text"), ""),
                fields.optional("device", DeviceReader::read),
                settings(fields.find("settings")),
                fields.optional("seed", node -> node.whole(-Limits.NUMBER, Limits.NUMBER)),
                fields.readAll("faults", Limits.CLIENTS, FaultReader::read),
                clients(fields.need("clients")),
                fields.read("outcome", node -> node.oneOf(Outcome.values(), Node::word), Outcome.ENDED),
                fields.readAll("expect", Limits.TEXT_BYTES, ExpectationReader::read));
        fields.refuseOthers();
        new References(source, scenario).check();
        return scenario;
    }

    private static Place outcomePlace(Fields fields) {
        Node outcome = fields.find("outcome");
        return outcome == null ? fields.place() : outcome.place();
    }

    private static Map<String, Setting> settings(@Nullable Node node) {
        Map<String, Setting> settings = new TreeMap<>();
        if (node != null) {
            node.entries("settings").forEach((key, value) -> settings.put(key, setting(node, key, value)));
        }
        return settings;
    }

    private static Setting setting(Node settings, String key, ConfigValue value) {
        Node node = new Node(settings.source(), key, value, settings.place());
        if (SETTINGS.stream().noneMatch(key::startsWith)) {
            throw node.problem(
                    "a scenario does not set '" + Printable.cut(key) + "'",
                    "it sets keys that begin with one of " + SETTINGS);
        }
        return new Setting(node.scalar("a value"), node.place());
    }

    private static List<ClientPlan> clients(Node node) {
        List<ClientPlan> clients = node.list(Limits.CLIENTS).stream()
                .map(each -> new ClientReader(each).read())
                .toList();
        if (clients.isEmpty()) {
            throw node.problem("a scenario needs a client", "add { name = one, queues = [...], steps = [...] }");
        }
        Set<String> names = new LinkedHashSet<>();
        Map<String, Integer> lines = new HashMap<>();
        for (ClientPlan client : clients) {
            for (String name : client.names()) {
                Integer first = lines.putIfAbsent(name, client.place().line());
                if (!names.add(name)) {
                    throw node.source()
                            .problem(
                                    client.place().line(),
                                    "two clients are called '" + name + "'",
                                    "the first is on line " + first);
                }
            }
        }
        if (names.size() > Limits.CLIENTS) {
            throw node.problem(names.size() + " clients", "at most " + Limits.CLIENTS);
        }
        checkCost(node.source(), clients);
        return clients;
    }

    private static void checkCost(Source source, List<ClientPlan> clients) {
        Lasting lasting = new Lasting(source);
        long buffers = 0;
        for (ClientPlan client : clients) {
            lasting.add(client);
            buffers += client.buffers().stream().mapToLong(BufferPlan::count).sum() * client.copies();
            if (buffers > Limits.BUFFERS) {
                throw source.problem(
                        client.place().line(),
                        "up to here the clients have " + buffers + " buffers",
                        "at most " + Limits.BUFFERS + " all together");
            }
        }
    }
}
