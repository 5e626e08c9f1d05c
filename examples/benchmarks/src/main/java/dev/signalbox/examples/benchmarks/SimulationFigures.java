package dev.signalbox.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures how fast the simulation is: null jobs in a lab on one thread, between a message and an event loop, and a virtual hour. */
final class SimulationFigures {
    private static final Case EVENT = new Case("event of a plain Java loop", EventLoop.class, "events", Map.of());
    private static final Case HOUR =
            new Case("virtual hour, three clients at 60 Hz", VirtualHour.class, "hour", Map.of());
    private static final List<Case> JOBS = List.of(
            jobs("single jobs", "singles", 64),
            jobs("single jobs", "singles", 1024),
            jobs("batches of " + NullJobs.BATCH, "batches", 64),
            jobs("batches of " + NullJobs.BATCH, "batches", 1024));
    private static final double NANOS_A_SECOND = 1e9;

    private SimulationFigures() {}

    private static Case jobs(String title, String method, int queues) {
        return new Case(
                title + ", " + queues + " queues",
                SimulatedJobs.class,
                method,
                Map.of("queues", String.valueOf(queues)));
    }

    /** Returns the table and what the hour took. Ratios are to the faster of two measurements of a message. */
    static String measure(Effort effort) throws RunnerException {
        List<Table.Row> rows = new ArrayList<>();
        Table.Row before = measure(Case.TELL, effort);
        rows.add(before);
        rows.add(measure(EVENT, effort));
        for (Case subject : JOBS) {
            rows.add(measure(subject, effort));
        }
        Table.Row after = measure(Case.TELL, effort);
        rows.add(new Table.Row(after.title() + ", after", after.figures()));
        String table = Table.of("in tells", before.figures().orFaster(after.figures()), rows);
        double seconds = measure(HOUR, Effort.ONCE).figures().wall() / NANOS_A_SECOND;
        return table + String.format(Locale.ROOT, "%s: %.1f s%n", HOUR.title(), seconds);
    }

    private static Table.Row measure(Case subject, Effort effort) throws RunnerException {
        System.err.println("measuring " + subject.title());
        return new Table.Row(subject.title(), effort.measure(subject));
    }
}
