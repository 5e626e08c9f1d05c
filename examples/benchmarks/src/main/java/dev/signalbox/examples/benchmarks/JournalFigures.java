package dev.signalbox.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what a journal costs: null jobs with and without, what is on the disk, and the way back. */
final class JournalFigures {
    private static final int JOBS_FOR_SIZE = 1 << 20;

    private JournalFigures() {}

    /** Returns the table and what it comes to. */
    static String measure(Effort effort) throws RunnerException, IOException {
        List<Table.Row> rows = new ArrayList<>();
        for (Case subject : Case.JOURNAL) {
            rows.add(measure(subject, effort));
        }
        Figures off = rows.get(0).figures();
        Figures sync = rows.get(2).figures();
        Figures again = measure(Case.JOURNAL.get(0), effort).figures();
        rows.add(new Table.Row("journal off, again", again));
        Table.Row replay = measure(Case.REPLAY, effort);
        rows.add(replay);
        return Table.of("x off", off.orFaster(again), rows)
                + line(
                        "sync costs %.2f times off",
                        sync.wall() / off.orFaster(again).wall())
                + line(
                        "replay is %.1f times faster than the run that wrote the journal",
                        sync.wall() / replay.figures().wall())
                + line("%.2f bytes per job on the disk", bytesPerJob());
    }

    private static String line(String format, double figure) {
        return String.format(Locale.ROOT, format, figure) + System.lineSeparator();
    }

    private static Table.Row measure(Case subject, Effort effort) throws RunnerException {
        return new Table.Row(subject.title(), effort.measure(subject));
    }

    private static double bytesPerJob() throws IOException {
        JournalRun run = JournalRun.open("sync");
        run.push(JOBS_FOR_SIZE);
        Path dir = run.finish();
        try {
            return (double) JournalRun.bytes(dir) / JOBS_FOR_SIZE;
        } finally {
            JournalRun.delete(dir);
        }
    }
}
