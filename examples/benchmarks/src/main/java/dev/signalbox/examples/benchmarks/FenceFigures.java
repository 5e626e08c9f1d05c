package dev.signalbox.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what fences cost by their number: one table per question, in which the smallest size is the yardstick. */
final class FenceFigures {
    /**
     * One question, asked with several sizes.
     *
     * @param title what it is about
     * @param benchmark the class that asks it
     * @param method the name of the method
     * @param parameter what the size is called there
     * @param perUnit whether figures are those of one unit of the size instead of the whole
     * @param sizes from the smallest
     */
    private record Question(
            String title, Class<?> benchmark, String method, String parameter, boolean perUnit, List<Integer> sizes) {
        Case with(int size) {
            return new Case(title + ", " + size, benchmark, method, Map.of(parameter, String.valueOf(size)));
        }
    }

    private static final List<Integer> POINTS = List.of(10, 100, 1_000, 10_000);

    /** Every question; whoever measures something else of fences, such as reservations, adds it here. */
    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "subscribe and signal, each",
                    FenceSignals.class,
                    "signal",
                    "subscribers",
                    true,
                    List.of(1, 16, 1_000, 10_000)),
            new Question("merge, each", FenceMerges.class, "merge", "fences", true, List.of(2, 8, 64, 512)),
            reservation("add to a reservation, each", "add"),
            reservation("query a reservation, each", "query"),
            points("add a point", "add"),
            points("find a point", "find"),
            points("add a point, linear", "addLinear"),
            points("find a point, linear", "findLinear"));

    private FenceFigures() {}

    private static Question points(String title, String method) {
        return new Question(title, PendingPoints.class, method, "points", false, POINTS);
    }

    private static Question reservation(String title, String method) {
        return new Question(title, ReservationBenchmark.class, method, "fences", true, List.of(1, 4, 16, 64, 256));
    }

    /** Returns the tables. */
    static String measure(Effort effort) throws RunnerException {
        StringBuilder tables = new StringBuilder();
        for (Question question : QUESTIONS) {
            List<Table.Row> rows = new ArrayList<>();
            for (int size : question.sizes()) {
                Case subject = question.with(size);
                Figures figures = effort.measure(subject);
                rows.add(new Table.Row(subject.title(), question.perUnit() ? figures.per(size) : figures));
            }
            tables.append(Table.of("x first", rows.get(0).figures(), rows));
        }
        return tables.toString();
    }
}
