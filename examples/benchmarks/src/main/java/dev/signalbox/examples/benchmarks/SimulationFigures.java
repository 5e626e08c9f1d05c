package dev.signalbox.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures how fast the simulation is on one processor: null jobs in a lab, beside a message and an event loop, and a virtual hour. How
 * much more is paid with many queues stands beside what a load from as much memory pays, and a bare message in the lab to as many receivers.
 */
final class SimulationFigures {
    private static final Case EVENT = new Case("event of a plain Java loop", EventLoop.class, "events", Map.of());
    private static final Case HOUR =
            new Case("virtual hour, three clients at 60 Hz", VirtualHour.class, "hour", Map.of());
    private static final int FEW = 64;
    private static final int MANY = 1024;
    private static final double NANOS_A_SECOND = 1e9;

    private SimulationFigures() {}

    private static Case messages(int receivers) {
        return new Case(
                "lab's messages, " + receivers + " actors",
                LabMessages.class,
                "messages",
                Map.of("receivers", String.valueOf(receivers)));
    }

    private static Case jobs(String title, String method, int queues) {
        return new Case(
                title + ", " + queues + " queues",
                SimulatedJobs.class,
                method,
                Map.of("queues", String.valueOf(queues)));
    }

    private static Case singles(int queues) {
        return jobs("single jobs", "singles", queues);
    }

    private static Case batches(int queues) {
        return jobs("batches of " + NullJobs.BATCH, "batches", queues);
    }

    /** Returns the table and what the hour took. Ratios are to the faster of two measurements of a message. */
    static String measure(Effort effort) throws RunnerException {
        List<Table.Row> rows = new ArrayList<>();
        Table.Row before = measure(Case.TELL, effort);
        rows.add(before);
        rows.add(measure(EVENT, effort));
        String growth = growth(Case::loads, rows, effort)
                + growth(SimulationFigures::messages, rows, effort)
                + growth(SimulationFigures::singles, rows, effort)
                + growth(SimulationFigures::batches, rows, effort);
        Table.Row after = measure(Case.TELL, effort);
        rows.add(new Table.Row(after.title() + ", after", after.figures()));
        String table = Table.of("in tells", before.figures().orFaster(after.figures()), rows);
        double seconds = measure(HOUR, Effort.ONCE).figures().wall() / NANOS_A_SECOND;
        return table + growth + String.format(Locale.ROOT, "%s: %.1f s%n", HOUR.title(), seconds);
    }

    /** Adds the rows of few and of many; returns a line that compares them. */
    private static String growth(IntFunction<Case> cases, List<Table.Row> rows, Effort effort) throws RunnerException {
        Table.Row few = measure(cases.apply(FEW), effort);
        Table.Row many = measure(cases.apply(MANY), effort);
        rows.add(few);
        rows.add(many);
        return String.format(
                Locale.ROOT,
                "%s: %.2f times the cost of %d (fastest: %.2f times)%n",
                many.title(),
                many.figures().wall() / few.figures().wall(),
                FEW,
                many.figures().fastest() / few.figures().fastest());
    }

    private static Table.Row measure(Case subject, Effort effort) throws RunnerException {
        return new Table.Row(subject.title(), effort.measure(subject));
    }
}
