package dev.signalbox.examples.benchmarks;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What one case measured, per job or message.
 *
 * @param wall median wall time in nanoseconds
 * @param fastest wall time of the fastest iteration in nanoseconds
 * @param slowest wall time of the slowest iteration in nanoseconds
 * @param cpu median processor time of all threads in nanoseconds
 * @param bytes median of what was allocated, in bytes
 */
record Figures(double wall, double fastest, double slowest, double cpu, double bytes) {
    /** The name that JMH's allocation profiler gives its result. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Reads what JMH has measured of one case. */
    static Figures of(RunResult run) {
        Statistics wall = run.getPrimaryResult().getStatistics();
        return new Figures(
                wall.getPercentile(50),
                wall.getMin(),
                wall.getMax(),
                median(run, CpuTime.RESULT),
                median(run, ALLOCATED));
    }

    /** Returns this or another measurement of the same case, whichever was disturbed less: the one with less wall time. */
    Figures orFaster(Figures other) {
        return other.wall < wall ? other : this;
    }

    /** Returns the figures of one of so many units. */
    Figures per(int units) {
        return new Figures(wall / units, fastest / units, slowest / units, cpu / units, bytes / units);
    }

    private static double median(RunResult run, String name) {
        Result<?> result = run.getSecondaryResults().get(name);
        if (result == null) {
            throw new IllegalStateException(
                    "no '" + name + "' among " + run.getSecondaryResults().keySet());
        }
        return result.getStatistics().getPercentile(50);
    }
}
