package dev.signalbox.examples.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How all kinds ended that were played through the actors. */
public final class PlayedReport {
    private static final String ROW = "%-24s %8s %8s %8s %10s";

    private final int seeds;
    private final List<PlayedResult> kinds;
    private final PlayedResult total = new PlayedResult("total");

    PlayedReport(int seeds, List<PlayedResult> kinds) {
        this.seeds = seeds;
        this.kinds = kinds;
        kinds.forEach(total::add);
    }

    /** Returns whether a case that was played ended otherwise than observed. */
    public boolean differs() {
        return total.differentCases() > 0;
    }

    /** Returns how many cases were played. */
    public long played() {
        return total.played();
    }

    /** Returns how many ended as observed, under all seeds. */
    public long equal() {
        return total.equalCases();
    }

    /** Returns the table for people, below it why cases were not played, and the first differences of each kind. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "kind", "cases", "played", "equal", "different"));
        kinds.forEach(kind -> lines.add(row(kind)));
        lines.add(row(total));
        lines.add("seeds 1 to " + seeds);
        total.unplayed().forEach((why, count) -> lines.add("not played: " + count + ", " + why.reason()));
        kinds.forEach(kind -> kind.told().forEach(told -> lines.addAll(lines(kind, told))));
        return lines;
    }

    private static String row(PlayedResult kind) {
        return String.format(
                Locale.ROOT, ROW, kind.kind(), kind.cases(), kind.played(), kind.equalCases(), kind.differentCases());
    }

    private static List<String> lines(PlayedResult kind, PlayedResult.Told told) {
        return List.of(
                "",
                "a difference of " + kind.kind(),
                "  case      " + told.id(),
                "  at        " + told.place(),
                "  seed      " + told.seed(),
                "  field     " + told.first().step() + ", the first of " + told.all() + " that differ",
                "  expected  " + told.first().expected(),
                "  actual    " + told.first().actual());
    }

    /** Returns the same as JSON. */
    public String json() {
        List<Object> each = new ArrayList<>();
        kinds.forEach(kind -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kind", kind.kind());
            fields.putAll(counts(kind));
            fields.put("told", kind.told().stream().map(PlayedReport::fields).toList());
            each.add(fields);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seeds", seeds);
        all.put("kinds", each);
        all.put("total", counts(total));
        return Json.nodeOf(all).toPrettyString();
    }

    private static Map<String, Object> counts(PlayedResult kind) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("cases", kind.cases());
        counts.put("played", kind.played());
        counts.put("equal", kind.equalCases());
        counts.put("different", kind.differentCases());
        Map<String, Object> unplayed = new LinkedHashMap<>();
        kind.unplayed().forEach((why, count) -> unplayed.put(why.reason(), count));
        counts.put("unplayed", unplayed);
        return counts;
    }

    private static Map<String, Object> fields(PlayedResult.Told told) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case", told.id());
        fields.put("at", told.place());
        fields.put("seed", told.seed());
        fields.put("field", told.first().step());
        fields.put("expected", told.first().expected());
        fields.put("actual", told.first().actual());
        return fields;
    }
}
