package dev.signalbox.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A summary as plain text: a table of clients, a table of engines, one line of totals, and one of incidents when there were any. Waits and runs are in microseconds with
 * one decimal, elapsed and busy times in seconds with six; {@code -} stands where there was nothing to measure.
 */
public final class SummaryTable {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final String GAP = "  ";
    private static final List<String> CLIENTS = List.of(
            "client",
            "elapsed s",
            "cycles",
            "workloads/s",
            "wait p50 us",
            "wait p99 us",
            "run p50 us",
            "run p99 us",
            "missed");
    private static final List<String> ENGINES = List.of("engine", "jobs", "busy s", "busy %");

    private SummaryTable() {}

    /**
     * Returns the lines, each with a line end.
     *
     * @param colour whether headers are bold, by ANSI escape sequences
     */
    public static String render(Summary summary, boolean colour) {
        StringBuilder text = new StringBuilder();
        List<List<String>> clients =
                summary.clients().stream().map(SummaryTable::cells).toList();
        List<List<String>> engines =
                summary.engines().stream().map(SummaryTable::cells).toList();
        table(text, CLIENTS, clients, colour);
        table(text.append('\n'), ENGINES, engines, colour);
        text.append('\n').append(totals(summary.totals())).append('\n');
        if (!summary.incidents().counts().isEmpty()) {
            text.append("device: ").append(counts(summary.incidents())).append('\n');
        }
        return text.toString();
    }

    private static List<String> cells(Summary.ClientRow client) {
        return List.of(
                client.client() + " " + Text.printable(client.name()),
                Text.seconds(client.elapsedNanos(), 6),
                Long.toString(client.cycles()),
                client.cyclesPerSecond().toPlainString(),
                micros(client.waits(), client.waits().p50()),
                micros(client.waits(), client.waits().p99()),
                micros(client.runs(), client.runs().p50()),
                micros(client.runs(), client.runs().p99()),
                Long.toString(client.missed()));
    }

    private static List<String> cells(Summary.EngineRow engine) {
        return List.of(
                Text.printable(engine.name()),
                Long.toString(engine.jobs()),
                Text.seconds(engine.busyNanos(), 6),
                engine.busyPercent().toPlainString());
    }

    private static String micros(Summary.Spread of, long nanos) {
        return of.count() == 0 ? "-" : Text.micros(nanos, 1);
    }

    private static String totals(Summary.Totals totals) {
        return "jobs: " + totals.accepted() + " accepted, " + totals.finished() + " finished (" + totals.failed()
                + " failed), " + totals.pending() + " pending, " + totals.refused() + " refused";
    }

    private static String counts(Summary.Incidents incidents) {
        return incidents.counts().entrySet().stream()
                .map(each -> Text.count(each.getValue(), each.getKey().noun()))
                .collect(Collectors.joining(", "));
    }

    private static void table(StringBuilder text, List<String> header, List<List<String>> rows, boolean colour) {
        List<Integer> widths = widths(header, rows);
        String head = line(header, widths);
        text.append(colour ? BOLD + head + PLAIN : head).append('\n');
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    }

    private static List<Integer> widths(List<String> header, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            int place = column;
            widths.add(Stream.concat(Stream.of(header), rows.stream())
                    .mapToInt(row -> Text.length(row.get(place)))
                    .reduce(0, Math::max));
        }
        return widths;
    }

    /** The first column is text and starts at the left, numbers end at the right. */
    private static String line(List<String> cells, List<Integer> widths) {
        List<String> fitted = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            fitted.add(column == 0 ? Text.left(cell, widths.get(column)) : Text.right(cell, widths.get(column)));
        }
        return fitted.stream().collect(Collectors.joining(GAP));
    }
}
