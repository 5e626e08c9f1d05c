package dev.signalbox.examples.benchmarks;

import java.io.IOException;

/**
 * Measures what a queued job takes of the heap when there are a million of them, and whether they get slower by their number: jobs that
 * are submitted alone, of which no two are alike, and batches of like jobs. Each in a JVM of its own.
 */
final class QueuedFigures {
    /** The collector is to have room for the jobs and what submitting them leaves behind. */
    private static final String HEAP = "2g";

    private static final int ALONE = 1;
    private static final int BATCH = 100;

    private QueuedFigures() {}

    /** Returns the tables. */
    static String measure() throws IOException {
        return measure(ALONE) + measure(BATCH);
    }

    private static String measure(int batch) throws IOException {
        System.err.println("measuring a million queued jobs, submitted by " + batch);
        return OwnJvm.run(QueuedJobsMain.class, HEAP, String.valueOf(batch));
    }
}
