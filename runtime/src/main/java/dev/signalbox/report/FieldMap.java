package dev.signalbox.report;

import dev.signalbox.event.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of a fact in order, as JSON. */
final class FieldMap {
    private final Map<String, String> map = new LinkedHashMap<>();

    FieldMap(Fact fact, String kind) {
        number("time_ns", fact.time());
        text("kind", kind);
    }

    Map<String, String> map() {
        return map;
    }

    FieldMap raw(String name, @Nullable String json) {
        map.put(name, json == null ? "null" : json);
        return this;
    }

    FieldMap number(String name, long value) {
        return raw(name, Long.toString(value));
    }

    FieldMap unsigned(String name, long value) {
        return raw(name, Long.toUnsignedString(value));
    }

    FieldMap flag(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    FieldMap text(String name, @Nullable Object value) {
        return raw(name, value == null ? null : Text.quoted(value.toString()));
    }

    FieldMap list(String name, List<?> values) {
        return raw(
                name,
                values.stream().map(value -> Text.quoted(value.toString())).collect(Collectors.joining(",", "[", "]")));
    }
}
