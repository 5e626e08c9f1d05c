package dev.signalbox.examples.benchmarks;

import java.util.List;
import java.util.Locale;

/** Prints figures as a table of fixed width, each also as a multiple of the yardstick. */
final class Table {
    /** One line. */
    record Row(String title, Figures figures) {}

    private Table() {}

    /**
     * Returns the lines of the table; columns say what one job or message took.
     *
     * @param unit the head of the columns that count in yardsticks
     */
    static String of(String unit, Figures yardstick, List<Row> rows) {
        StringBuilder text = new StringBuilder(head(unit)).append(System.lineSeparator());
        rows.forEach(row -> text.append(line(yardstick, row)).append(System.lineSeparator()));
        return text.toString();
    }

    private static String head(String unit) {
        return String.format(
                Locale.ROOT,
                "%-32s %9s %17s %9s %9s %9s %9s",
                "case",
                "wall ns",
                "fastest..slowest",
                unit,
                "CPU ns",
                unit,
                "bytes");
    }

    private static String line(Figures yardstick, Row row) {
        Figures figures = row.figures();
        return String.format(
                Locale.ROOT,
                "%-32s %9.0f %17s %9.1f %9.0f %9.1f %9.0f",
                row.title(),
                figures.wall(),
                String.format(Locale.ROOT, "%.0f..%.0f", figures.fastest(), figures.slowest()),
                figures.wall() / yardstick.wall(),
                figures.cpu(),
                figures.cpu() / yardstick.cpu(),
                figures.bytes());
    }
}
