package dev.signalbox.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes the page of all rows.
 *
 * @param state says how the test of a row ends, in a word
 */
record ConformancePage(
        List<TestedRow> tested,
        List<RowsElsewhere.Differently> differently,
        List<RowsElsewhere.OnlyC> onlyC,
        Function<TestedRow, String> state) {
    private static final String NOTHING = "None.";

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "# Conformance",
                "",
                "<!-- Made from the tests and from differences.md; -Ddocs.update=true writes it again. -->",
                "",
                "Which behaviours of the kernel hold here. A row has the name of a behaviour in a catalogue of what the kernel's own tests, code and documents pin down, and our sentence for it. The test beside it shows it to hold; a row that several tests show stands there several times.",
                "",
                "The build fails when a test of this page fails, is skipped or does not run, and when this page is not what the tests say.",
                "",
                "## Counts",
                ""));
        lines.addAll(counts());
        for (CatalogueSection section : CatalogueSection.values()) {
            heading(lines, section.title());
            lines.addAll(testedRows(section));
        }
        heading(lines, RowsElsewhere.DIFFERENTLY);
        lines.addAll(table(
                List.of("row", "what", "why"),
                differently.stream()
                        .map(row -> List.of(row.row(), row.what(), row.why()))
                        .toList()));
        heading(lines, RowsElsewhere.ONLY_C);
        lines.addAll(table(
                List.of("row", "why"),
                onlyC.stream().map(row -> List.of(row.row(), row.why())).toList()));
        return lines;
    }

    private static void heading(List<String> lines, String title) {
        lines.addAll(List.of("", "## " + title, ""));
    }

    private List<String> counts() {
        List<List<String>> rows = new ArrayList<>();
        Arrays.stream(CatalogueSection.values()).forEach(section -> rows.add(count(section.title(), section::has)));
        rows.add(count("all", row -> true));
        return table(List.of("part", "rows", "tested", "held differently", "only because of C"), rows);
    }

    private List<String> count(String title, Predicate<String> in) {
        long shown = tested.stream().map(TestedRow::row).filter(in).distinct().count();
        long otherwise = differently.stream()
                .map(RowsElsewhere.Differently::row)
                .filter(in)
                .count();
        long ofC = onlyC.stream().map(RowsElsewhere.OnlyC::row).filter(in).count();
        return List.of(title, text(shown + otherwise + ofC), text(shown), text(otherwise), text(ofC));
    }

    private static String text(long number) {
        return String.format(Locale.ROOT, "%d", number);
    }

    private List<String> testedRows(CatalogueSection section) {
        return table(
                List.of("row", "says", "test", "state"),
                tested.stream()
                        .filter(row -> section.has(row.row()))
                        .map(row -> List.of(row.row(), row.says().replace("|", "\\|"), link(row), state.apply(row)))
                        .toList());
    }

    private static String link(TestedRow row) {
        return "[" + row.test() + "](../" + row.source() + ")";
    }

    private static List<String> table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of(NOTHING);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(head));
        lines.add("|" + "---|".repeat(head.size()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
