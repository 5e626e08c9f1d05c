package dev.signalbox.report;

import org.HdrHistogram.Histogram;

/** Durations, kept as counts of about equal ones. */
final class Samples {
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(DIGITS);
    private long max;

    void add(long nanos, long count) {
        long duration = Math.max(0, nanos);
        histogram.recordValueWithCount(duration, count);
        max = Math.max(max, duration);
    }

    Summary.Spread spread() {
        return new Summary.Spread(histogram.getTotalCount(), percentile(50), percentile(95), percentile(99), max);
    }

    /** The histogram answers with the top of a class of equal values, which may lie above all that were added. */
    private long percentile(double percent) {
        return Math.min(max, histogram.getValueAtPercentile(percent));
    }
}
