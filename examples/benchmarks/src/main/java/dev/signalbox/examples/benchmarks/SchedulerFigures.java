package dev.signalbox.examples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what scheduling a job costs in the live runtime, with somebody who listens to facts: by the number of queues, by policy and
 * by what a job depends on, between messages and a chain of futures of the same jobs, also beside queues that are blocked; and how long
 * one job takes when there is nothing else to do; and what jobs take of the heap that have to wait.
 */
final class SchedulerFigures {
    private static final List<Integer> QUEUES = List.of(1, 8, 64, 1024);
    private static final List<Integer> QUEUES_FAR_APART = List.of(64, 1024);
    private static final List<String> POLICIES = List.of("fifo", "fair");
    private static final List<Integer> DEPENDENCIES = List.of(0, 1, 4);
    private static final List<Case> BESIDE_BLOCKED = List.of(
            new Case("singles, 1 beside 1024 blocked", NullJobs.class, "singles", Case.of(1, 1024, "fifo", 0, true)),
            new Case("batches, 1 beside 1024 blocked", NullJobs.class, "batches", Case.of(1, 1024, "fifo", 0, true)));

    private SchedulerFigures() {}

    /** Returns the table; ratios are to the faster of two measurements of a message. */
    static String measure(boolean quick, Effort effort) throws RunnerException, IOException {
        List<Table.Row> rows = new ArrayList<>();
        Table.Row before = measure(Case.TELL, effort);
        rows.add(before);
        for (int queues : QUEUES_FAR_APART) {
            rows.add(measure(Case.loads(queues), effort));
        }
        for (Case subject : quick ? few() : all()) {
            rows.add(measure(subject, effort));
        }
        Table.Row after = measure(Case.TELL, effort);
        rows.add(new Table.Row(after.title() + ", after", after.figures()));
        return Table.of("in tells", before.figures().orFaster(after.figures()), rows)
                + LatencyFigures.measure(effort)
                + QueuedFigures.measure();
    }

    private static List<Case> few() {
        List<Case> few = new ArrayList<>();
        for (String policy : POLICIES) {
            for (int queues : QUEUES) {
                few.addAll(jobs(queues, policy, 0));
            }
        }
        few.addAll(jobs(64, "fifo", 1));
        few.addAll(jobs(64, "fifo", 4));
        few.addAll(BESIDE_BLOCKED);
        few.add(futures(64, 0));
        return few;
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (String policy : POLICIES) {
            for (int dependencies : DEPENDENCIES) {
                for (int queues : QUEUES) {
                    all.addAll(jobs(queues, policy, dependencies));
                }
            }
        }
        all.addAll(BESIDE_BLOCKED);
        for (int dependencies : DEPENDENCIES) {
            QUEUES.forEach(queues -> all.add(futures(queues, dependencies)));
        }
        return all;
    }

    private static List<Case> jobs(int queues, String policy, int dependencies) {
        String title = String.format(Locale.ROOT, "%s, %d queues, D=%d", policy, queues, dependencies);
        Map<String, String> parameters = Case.of(queues, 0, policy, dependencies, true);
        return List.of(
                new Case("singles, " + title, NullJobs.class, "singles", parameters),
                new Case("batches, " + title, NullJobs.class, "batches", parameters));
    }

    private static Case futures(int queues, int dependencies) {
        String title = String.format(Locale.ROOT, "futures, %d chains, D=%d", queues, dependencies);
        Map<String, String> parameters =
                Map.of("chains", String.valueOf(queues), "dependencies", String.valueOf(dependencies));
        return new Case(title, FutureChains.class, "chains", parameters);
    }

    private static Table.Row measure(Case subject, Effort effort) throws RunnerException {
        return new Table.Row(subject.title(), effort.measure(subject));
    }
}
