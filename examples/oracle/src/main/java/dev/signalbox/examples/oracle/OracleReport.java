package dev.signalbox.examples.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How all kinds ended.
 *
 * @param kinds in the order of their names
 */
public record OracleReport(List<KindResult> kinds) {
    private static final String ROW = "%-24s %8s %8s %10s %8s %18s";

    /** Returns whether a case ended otherwise than observed. */
    public boolean differs() {
        return total().different() > 0;
    }

    /** Returns the sum over all kinds. */
    public KindResult total() {
        return kinds.stream().reduce(KindResult.none("total"), KindResult::plus);
    }

    /** Returns the table for people, and below it the first difference of each kind in full. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "kind", "cases", "equal", "different", "tied", "not supported yet"));
        kinds.forEach(kind -> lines.add(row(kind)));
        lines.add(row(total()));
        kinds.forEach(kind -> lines.addAll(firstDifference(kind)));
        return lines;
    }

    private static String row(KindResult kind) {
        return String.format(
                Locale.ROOT,
                ROW,
                kind.kind(),
                kind.cases(),
                kind.equal(),
                kind.different(),
                kind.tied(),
                kind.unsupported());
    }

    private static List<String> firstDifference(KindResult kind) {
        KindResult.First first = kind.first();
        return first == null
                ? List.of()
                : List.of(
                        "",
                        "first difference of " + kind.kind(),
                        "  case      " + first.id(),
                        "  at        " + first.place(),
                        "  step      " + first.difference().step(),
                        "  expected  " + first.difference().expected(),
                        "  actual    " + first.difference().actual());
    }

    /** Returns the same as JSON. */
    public String json() {
        List<Object> each = new ArrayList<>();
        kinds.forEach(kind -> each.add(fields(kind)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kinds", each);
        all.put("total", counts(total()));
        return Json.nodeOf(all).toPrettyString();
    }

    private static Map<String, Object> fields(KindResult kind) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind.kind());
        fields.putAll(counts(kind));
        KindResult.First first = kind.first();
        if (first != null) {
            fields.put("first", first(first));
        }
        return fields;
    }

    private static Map<String, Object> counts(KindResult kind) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("cases", kind.cases());
        counts.put("equal", kind.equal());
        counts.put("different", kind.different());
        counts.put("tied", kind.tied());
        counts.put("unsupported", kind.unsupported());
        return counts;
    }

    private static Map<String, Object> first(KindResult.First first) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case", first.id());
        fields.put("at", first.place());
        fields.put("step", first.difference().step());
        fields.put("expected", first.difference().expected());
        fields.put("actual", first.difference().actual());
        return fields;
    }
}
