package dev.signalbox.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long each case is measured, in one JVM of its own.
 *
 * @param warmups iterations that do not count
 * @param iterations iterations that count
 * @param millis how long each iteration lasts, in milliseconds
 * @param processors how many processors that JVM may use; 0 for all
 */
record Effort(int warmups, int iterations, int millis, int processors) {
    private static final int ALL = 0;

    /** Enough for a claim: all cases in under 3 minutes. The compiler is done after about 6 s of submitting single jobs. */
    static final Effort FULL = new Effort(8, 9, 1_000, ALL);

    /** Enough for a look: the cases with 64 queues in under 40 seconds. */
    static final Effort QUICK = new Effort(6, 5, 500, ALL);

    /** Enough for what one thread does without a runtime: all questions about fences in about three minutes. */
    static final Effort FENCES = new Effort(4, 7, 300, ALL);

    /** Enough for a look at them. */
    static final Effort QUICK_FENCES = new Effort(3, 5, 100, ALL);

    /** For what takes long by itself: once, cold. */
    static final Effort ONCE = new Effort(0, 1, 1, ALL);

    /** Returns the same on one processor, on which the JVM collects garbage too. */
    Effort onOneProcessor() {
        return new Effort(warmups, iterations, millis, 1);
    }

    /**
     * Measures one case.
     *
     * @throws RunnerException when the case failed
     */
    Figures measure(Case subject) throws RunnerException {
        return Figures.of(run(subject));
    }

    /** Returns all that JMH has measured of one case; otherwise as {@link #measure}. */
    RunResult run(Case subject) throws RunnerException {
        Options options = subject.options()
                .forks(1)
                .threads(1)
                .jvmArgsAppend(jvm().toArray(String[]::new))
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        System.err.print("measuring " + subject.title());
        Collection<RunResult> results = new Runner(options).run();
        if (results.size() != 1) {
            throw new RunnerException(subject.title() + " gave " + results.size() + " results, not one");
        }
        RunResult result = results.iterator().next();
        System.err.println(": " + result.getPrimaryResult());
        return result;
    }

    private List<String> jvm() {
        List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        if (processors != ALL) {
            arguments.add("-XX:ActiveProcessorCount=" + processors);
        }
        return arguments;
    }

    /** Prints how the figures came about. */
    @Override
    public String toString() {
        return "medians of " + iterations + " iterations of " + millis + " ms; CPU: all threads of the JVM"
                + (processors == ALL ? "" : ", which has one processor");
    }
}
