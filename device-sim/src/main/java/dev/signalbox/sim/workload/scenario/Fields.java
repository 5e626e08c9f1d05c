package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of the text that is being read: what nobody asked for is an unknown key. */
final class Fields {
    private final Source source;
    private final String what;
    private final ConfigObject object;
    private final Place place;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(Source source, String what, ConfigObject object, Place place) {
        this.source = source;
        this.what = what;
        this.object = object;
        this.place = place;
    }

    Place place() {
        return place;
    }

    boolean has(String key) {
        return object.containsKey(key);
    }

    Set<String> keys() {
        return object.keySet();
    }

    ScenarioException problem(String problem, String hint) {
        return source.problem(place.line(), problem, hint);
    }

    @Nullable Node find(String key) {
        asked.add(key);
        ConfigValue value = object.get(key);
        return value == null ? null : new Node(source, key, value, place);
    }

    /** Reads a value, or takes the default when there is none. */
    <T> T read(String key, Function<Node, T> reader, T absent) {
        Node node = find(key);
        return node == null ? absent : reader.apply(node);
    }

    /** Reads a value; null when there is none. */
    <T> @Nullable T optional(String key, Function<Node, T> reader) {
        Node node = find(key);
        return node == null ? null : reader.apply(node);
    }

    /** Reads a list, which is empty when there is none. */
    <T> List<T> readAll(String key, int most, Function<Node, T> reader) {
        Node node = find(key);
        return node == null ? List.of() : node.list(most).stream().map(reader).toList();
    }

    /** Reads one value or a list of them; none when the key is absent. */
    <T> List<T> readSome(String key, int most, Function<Node, T> reader) {
        Node node = find(key);
        return node == null
                ? List.of()
                : node.oneOrMore(most).stream().map(reader).toList();
    }

    Node need(String key) {
        Node node = find(key);
        if (node == null) {
            refuseMisspelt(key);
            throw problem(what + " needs '" + key + "'", "add " + key + " = ...");
        }
        return node;
    }

    /** What looks like the missing key is told first: the key is there, but nobody would ever ask for it. */
    private void refuseMisspelt(String key) {
        object.entrySet().stream()
                .filter(entry -> !asked.contains(entry.getKey()) && Nearest.isNear(entry.getKey(), key))
                .min(Map.Entry.comparingByKey())
                .ifPresent(entry -> {
                    throw unknown(entry.getKey(), entry.getValue(), Set.of(key));
                });
    }

    void refuseOthers() {
        object.entrySet().stream()
                .filter(entry -> !asked.contains(entry.getKey()))
                .min(Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                                entry -> entry.getValue().origin().lineNumber())
                        .thenComparing(Map.Entry::getKey))
                .ifPresent(entry -> {
                    throw unknown(entry.getKey(), entry.getValue(), asked);
                });
    }

    private ScenarioException unknown(String key, ConfigValue value, Set<String> known) {
        int line = value.origin().lineNumber();
        return source.problem(
                line > 0 ? line : place.line(),
                what + " has no '" + Printable.cut(key) + "'",
                Nearest.hint(key, known));
    }
}
