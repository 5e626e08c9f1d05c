package dev.signalbox.examples.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One line of the table: a benchmark method with its parameters.
 *
 * @param title what the line says
 * @param benchmark the class of the method
 * @param method the name of the method
 * @param parameters the value of each parameter by its name
 */
record Case(String title, Class<?> benchmark, String method, Map<String, String> parameters) {
    /** The yardstick. */
    static final Case TELL = new Case("pipelined tell", Tells.class, "tells", Map.of());

    /** What is measured with it. */
    static final List<Case> JOBS = List.of(
            jobs("single jobs", "singles", 1),
            jobs("single jobs", "singles", 64),
            jobs("single jobs", "singles", 1024),
            jobs("batches of " + NullJobs.BATCH, "batches", 1),
            jobs("batches of " + NullJobs.BATCH, "batches", 64),
            jobs("batches of " + NullJobs.BATCH, "batches", 1024));

    /** What is measured for a look: 64 queues. */
    static final List<Case> FEW_JOBS = List.of(JOBS.get(1), JOBS.get(4));

    /** Batches with and without a journal, and such a journal read again. */
    static final List<Case> JOURNAL = List.of(journal("off"), journal("async"), journal("sync"));

    /** A journal that was written with {@code sync}, read again. */
    static final Case REPLAY = new Case("replay", ReplayedJobs.class, "replay", Map.of());

    /** Returns what a load costs from as much memory as so many queues visit. */
    static Case loads(int queues) {
        return new Case(
                "loads from memory of " + queues + " queues",
                MemoryLoads.class,
                "loads",
                Map.of("queues", String.valueOf(queues)));
    }

    private static Case journal(String mode) {
        return new Case("journal " + mode, JournaledJobs.class, "batches", Map.of("mode", mode));
    }

    private static Case jobs(String title, String method, int queues) {
        String suffix = queues == 1 ? ", 1 queue" : ", " + queues + " queues";
        return new Case(title + suffix, NullJobs.class, method, of(queues, 0, "fifo", 0, false));
    }

    /** Returns parameters of null jobs. */
    static Map<String, String> of(int queues, int blocked, String policy, int dependencies, boolean heard) {
        return Map.of(
                "queues",
                String.valueOf(queues),
                "blocked",
                String.valueOf(blocked),
                "policy",
                policy,
                "dependencies",
                String.valueOf(dependencies),
                "heard",
                String.valueOf(heard));
    }

    /** Returns options that select this case and nothing else. */
    ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include("^" + Pattern.quote(benchmark.getName() + "." + method) + "$");
        parameters.forEach(options::param);
        return options;
    }
}
