package dev.signalbox.examples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The command behind every claim about the speed of Signalbox: measures all cases on this machine and prints one table.
 *
 * <p>{@code java ... BenchmarkMain} takes about three minutes; with {@code --quick} it measures only the cases with 64 queues
 * and takes about half a minute. With {@code --journal} it measures what a
 * journal costs instead, with {@code --fences} what fences cost by their number, in about three minutes, with {@code --simulation}
 * how fast a lab is on one processor, with {@code --scheduler} what scheduling costs by queues, policy and dependencies, and what
 * a million queued jobs take of the heap, in about 17 minutes.
 */
public final class BenchmarkMain {
    private static final String USAGE =
            "usage: BenchmarkMain [--quick] [--journal | --fences | --simulation | --scheduler]";
    private static final List<String> SUBJECTS = List.of("--journal", "--fences", "--simulation", "--scheduler");

    private BenchmarkMain() {}

    /** Runs the command. Progress goes to the error stream, the table to the output. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> given = List.of(arguments);
        boolean known = given.stream().allMatch(each -> each.equals("--quick") || SUBJECTS.contains(each));
        if (!known || given.stream().filter(SUBJECTS::contains).count() > 1) {
            System.err.println(USAGE);
            System.exit(2);
        }
        boolean quick = given.contains("--quick");
        System.out.println(Origin.here());
        if (given.contains("--fences")) {
            Effort effort = quick ? Effort.QUICK_FENCES : Effort.FENCES;
            System.out.println("per subscriber, fence or point; " + effort);
            System.out.print(FenceFigures.measure(effort));
            return;
        }
        Effort effort = effort(quick, given.contains("--simulation"));
        System.out.println("per job or message; " + effort);
        System.out.print(figures(given, quick, effort));
    }

    /** A lab is one thread. */
    private static Effort effort(boolean quick, boolean ofLab) {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        return ofLab ? effort.onOneProcessor() : effort;
    }

    private static String figures(List<String> given, boolean quick, Effort effort)
            throws RunnerException, IOException {
        if (given.contains("--journal")) {
            return JournalFigures.measure(effort);
        }
        if (given.contains("--scheduler")) {
            return SchedulerFigures.measure(quick, effort);
        }
        return given.contains("--simulation")
                ? SimulationFigures.measure(effort)
                : measure(quick ? Case.FEW_JOBS : Case.JOBS, effort);
    }

    /**
     * The yardstick is measured before and after, so that disturbance shows. Ratios are to the faster of the two, which is the
     * less flattering one.
     */
    private static String measure(List<Case> jobs, Effort effort) throws RunnerException {
        List<Table.Row> rows = new ArrayList<>();
        Figures before = measure(Case.TELL, effort);
        rows.add(new Table.Row(Case.TELL.title() + ", before", before));
        for (Case subject : jobs) {
            rows.add(new Table.Row(subject.title(), measure(subject, effort)));
        }
        Figures after = measure(Case.TELL, effort);
        rows.add(new Table.Row(Case.TELL.title() + ", after", after));
        return Table.of("in tells", before.orFaster(after), rows);
    }

    private static Figures measure(Case subject, Effort effort) throws RunnerException {
        return effort.measure(subject);
    }
}
