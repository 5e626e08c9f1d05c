package dev.signalbox.examples.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;

/** Measures how long one job takes when there is nothing else to do, beside two threads that wake each other once. */
final class LatencyFigures {
    private static final Case HAND_OFFS = new Case("two park/unpark hand-offs", HandOffs.class, "two", Map.of());
    private static final Case JOB = new Case("one job on an idle system", SingleJob.class, "job", Map.of());

    private LatencyFigures() {}

    /** Returns the table. */
    static String measure(Effort effort) throws RunnerException {
        Statistics handOffs = samples(HAND_OFFS, effort);
        Statistics job = samples(JOB, effort);
        return String.format(Locale.ROOT, "%-28s %9s %9s%n", "latency", "p50 ns", "p99 ns")
                + line(HAND_OFFS, handOffs)
                + line(JOB, job)
                + String.format(
                        Locale.ROOT,
                        "%-28s %9.1f %9.1f%n",
                        "job in hand-offs",
                        job.getPercentile(50) / handOffs.getPercentile(50),
                        job.getPercentile(99) / handOffs.getPercentile(99));
    }

    private static Statistics samples(Case subject, Effort effort) throws RunnerException {
        return effort.run(subject).getPrimaryResult().getStatistics();
    }

    private static String line(Case subject, Statistics samples) {
        return String.format(
                Locale.ROOT,
                "%-28s %9.0f %9.0f%n",
                subject.title(),
                samples.getPercentile(50),
                samples.getPercentile(99));
    }
}
