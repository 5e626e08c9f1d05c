package dev.signalbox.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The command behind every claim about the speed of Signalbox: measures all cases on this machine and prints one table.
 *
 * <p>{@code java ... BenchmarkMain} takes about two minutes, with {@code --quick} about half a one.
 */
public final class BenchmarkMain {
    private static final String USAGE = "usage: BenchmarkMain [--quick]";

    private BenchmarkMain() {}

    /** Runs the command. Progress goes to the error stream, the table to the output. */
    public static void main(String[] arguments) throws RunnerException {
        List<String> given = List.of(arguments);
        if (!given.isEmpty() && !given.equals(List.of("--quick"))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Effort effort = given.isEmpty() ? Effort.FULL : Effort.QUICK;
        System.out.println(Origin.here());
        System.out.println("per job or message; medians of " + effort.iterations() + " iterations of " + effort.millis()
                + " ms; CPU: all threads of the JVM");
        System.out.print(measure(effort));
    }

    /** The yardstick is measured before and after, so that a machine that got slower meanwhile shows. */
    private static String measure(Effort effort) throws RunnerException {
        List<Table.Row> rows = new ArrayList<>();
        Figures before = measure(Case.TELL, effort);
        rows.add(new Table.Row(Case.TELL.title() + ", before", before));
        for (Case subject : Case.JOBS) {
            rows.add(new Table.Row(subject.title(), measure(subject, effort)));
        }
        Figures after = measure(Case.TELL, effort);
        rows.add(new Table.Row(Case.TELL.title() + ", after", after));
        return Table.of(before.and(after), rows);
    }

    private static Figures measure(Case subject, Effort effort) throws RunnerException {
        System.err.println("measuring " + subject.title());
        return effort.measure(subject);
    }
}
