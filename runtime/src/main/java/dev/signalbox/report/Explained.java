package dev.signalbox.report;

import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link Explainer} says, as text or as JSON. */
public final class Explained {
    /** Of a longer section, the text leaves out the middle. */
    private static final int MOST_LINES = 20;

    private static final int KEPT_AT_END = 6;

    /** Deeper lines are not indented more. */
    private static final int DEEPEST = 10;

    /**
     * A line.
     *
     * @param depth how many steps it is indented
     * @param fields the same for programs: numbers, flags, strings, lists of these, or null
     */
    record Item(int depth, String text, Map<String, @Nullable Object> fields) {
        static Item of(String text) {
            return new Item(0, text, Map.of());
        }
    }

    /**
     * Lines under a title.
     *
     * @param key the name that programs know it by
     */
    record Section(String key, String title, List<Item> items) {}

    private final String title;
    private final List<String> about;
    private final Map<String, @Nullable Object> fields;
    private final List<Section> sections;
    private final List<FenceId> roots;
    private final String conclusion;

    /**
     * Creates what is said.
     *
     * @param about lines below the title
     * @param fields what title and lines say, for programs
     * @param roots where the waiting ends
     * @param conclusion the last line
     */
    Explained(
            String title,
            List<String> about,
            Map<String, @Nullable Object> fields,
            List<Section> sections,
            List<FenceId> roots,
            String conclusion) {
        this.title = title;
        this.about = List.copyOf(about);
        this.fields = new LinkedHashMap<>(fields);
        this.sections = List.copyOf(sections);
        this.roots = List.copyOf(roots);
        this.conclusion = conclusion;
    }

    /**
     * Returns the fences at which the waiting ends, and which have not signalled: of a job its finished fence, of a timeline the
     * next point, of another device any. Nothing when nothing is waited for, or only for somebody to put a fence in.
     */
    public List<FenceId> roots() {
        return roots;
    }

    /** Returns the last line: what holds it up. */
    public String conclusion() {
        return conclusion;
    }

    /** Returns the text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        about.forEach(line -> lines.add("  " + line));
        for (Section section : sections) {
            if (!section.items().isEmpty()) {
                lines.add(section.title());
                lines.addAll(text(section.items()));
            }
        }
        lines.add(conclusion);
        return lines;
    }

    private static List<String> text(List<Item> items) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int left = items.size() - i;
            if (items.size() > MOST_LINES && i == MOST_LINES - KEPT_AT_END) {
                lines.add("  ... " + (left - KEPT_AT_END) + " more ...");
                i += left - KEPT_AT_END;
            }
            Item item = items.get(i);
            lines.add("  ".repeat(1 + Math.min(item.depth(), DEEPEST)) + item.text());
        }
        return lines;
    }

    /** Returns the same as a JSON object, with nothing left out. */
    public String json() {
        JsonWriter json = new JsonWriter();
        json.beginObject();
        fields.forEach((name, value) -> write(json.name(name), value));
        for (Section section : sections) {
            json.name(section.key()).beginArray();
            section.items().forEach(item -> write(json, item));
            json.endArray();
        }
        write(json.name("roots"), roots.stream().map(FenceId::toString).toList());
        json.name("conclusion").value(conclusion);
        return json.endObject().toString();
    }

    private static void write(JsonWriter json, Item item) {
        json.beginObject();
        item.fields().forEach((name, value) -> write(json.name(name), value));
        json.name("text").value(item.text());
        json.endObject();
    }

    private static void write(JsonWriter json, @Nullable Object value) {
        if (value instanceof List<?> list) {
            json.beginArray();
            list.forEach(each -> write(json, each));
            json.endArray();
        } else if (value instanceof Number number) {
            json.value(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.value(flag.booleanValue());
        } else if (value == null) {
            json.none();
        } else {
            json.value(value.toString());
        }
    }
}
