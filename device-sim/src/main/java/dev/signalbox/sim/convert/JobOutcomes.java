package dev.signalbox.sim.convert;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What became of the jobs of a run, in words that do not depend on how the run numbers its queues and jobs. */
public final class JobOutcomes {
    private JobOutcomes() {}

    /**
     * One job.
     *
     * @param client its place among the clients, from 0
     * @param queue the place of its queue among those of the client, in the order of their first job, from 0
     * @param job its place among the accepted jobs of the queue, from 0
     * @param accepted when, in nanoseconds from the start of the run
     * @param ran when it was given to its ring; -1 when it never was
     * @param over when it was over; -1 when it never was
     * @param error with what it ended; null when it went well, or is not over
     * @param needs what it waits for: the starts and ends of other jobs by their places, and points
     */
    public record JobOutcome(
            int client,
            int queue,
            int job,
            long accepted,
            long ran,
            long over,
            @Nullable Errno error,
            Set<String> needs) {
        /** Copies the set. */
        public JobOutcome {
            needs = Set.copyOf(needs);
        }

        private JobOutcome withEnd() {
            return new JobOutcome(client, queue, job, 0, 0, 0, error, Set.of());
        }

        private JobOutcome withNeeds() {
            return new JobOutcome(client, queue, job, 0, 0, 0, null, needs);
        }

        private JobOutcome withTimes() {
            return new JobOutcome(client, queue, job, accepted, ran, over, null, Set.of());
        }

        private JobOutcome place() {
            return new JobOutcome(client, queue, job, 0, 0, 0, null, Set.of());
        }
    }

    /** Returns all that were accepted, in that order. */
    public static List<JobOutcome> of(RunLog log) {
        List<Integer> clients = List.copyOf(log.clients().keySet());
        Map<Long, Integer> queues = queues(log);
        Map<Long, Integer> counts = new TreeMap<>();
        Map<FenceId, String> places = new HashMap<>();
        List<JobOutcome> all = new ArrayList<>();
        for (SeenJob job : log.jobs().values()) {
            FenceId fence = job.accepted().fence();
            int client = clients.indexOf(log.clientOf(job.accepted().entity()));
            int queue = queues.getOrDefault(fence.context(), 0);
            int place = counts.merge(fence.context(), 1, Integer::sum) - 1;
            String words = client + "/" + queue + "/" + place;
            places.put(fence, "end of " + words);
            places.put(new FenceId(fence.context() - 1, fence.seqno()), "start of " + words);
            all.add(new JobOutcome(
                    client, queue, place, job.acceptedAt(), job.ran(), job.over(), job.error(), Set.of()));
        }
        return withNeeds(all, log, places);
    }

    private static List<JobOutcome> withNeeds(List<JobOutcome> all, RunLog log, Map<FenceId, String> places) {
        List<JobOutcome> complete = new ArrayList<>();
        Iterator<SeenJob> jobs = log.jobs().values().iterator();
        for (JobOutcome job : all) {
            Set<String> needs = new HashSet<>();
            jobs.next().accepted().dependencies().forEach(each -> needs.add(places.getOrDefault(each, "a point")));
            complete.add(
                    new JobOutcome(job.client, job.queue, job.job, job.accepted, job.ran, job.over, job.error, needs));
        }
        return complete;
    }

    /**
     * How far one run is from another. Another end of a job weighs most, then other needs, another order of acceptance, other times.
     *
     * @param jobs that there are
     * @param ends how many jobs are not there, or end otherwise
     * @param needs how many jobs are not there, or wait for something else
     * @param reordered whether jobs are accepted in another order
     * @param times how many jobs are not there, or are accepted, run or end at another time
     */
    public record Distance(int jobs, long ends, long needs, boolean reordered, long times)
            implements Comparable<Distance> {
        private static final Comparator<Distance> ORDER = Comparator.comparingLong(Distance::ends)
                .thenComparingLong(Distance::needs)
                .thenComparing(Distance::reordered)
                .thenComparingLong(Distance::times);

        /** Returns whether everything is the same. */
        public boolean isNone() {
            return ends == 0 && needs == 0 && !reordered && times == 0;
        }

        @Override
        public int compareTo(Distance other) {
            return ORDER.compare(this, other);
        }

        /** Says it in words, as the end of a sentence. */
        @Override
        public String toString() {
            if (isNone()) {
                return "all " + jobs + " jobs are accepted, run and end as they did";
            }
            return "of " + jobs + " jobs " + ends + " end otherwise, " + needs + " wait for something else and " + times
                    + " are accepted, run or end at another time; "
                    + (reordered ? "some are accepted in another order" : "the order of acceptance is the same");
        }
    }

    /** Compares two runs. */
    public static Distance distance(List<JobOutcome> wanted, List<JobOutcome> given) {
        return new Distance(
                wanted.size(),
                different(wanted, given, JobOutcome::withEnd),
                different(wanted, given, JobOutcome::withNeeds),
                !words(wanted, JobOutcome::place).equals(words(given, JobOutcome::place)),
                different(wanted, given, JobOutcome::withTimes));
    }

    private static long different(List<JobOutcome> wanted, List<JobOutcome> given, UnaryOperator<JobOutcome> seen) {
        Set<JobOutcome> there = new HashSet<>(words(given, seen));
        return Math.abs(wanted.size() - given.size())
                + words(wanted, seen).stream()
                        .filter(each -> !there.contains(each))
                        .count();
    }

    private static List<JobOutcome> words(List<JobOutcome> of, UnaryOperator<JobOutcome> seen) {
        return of.stream().map(seen).toList();
    }

    /** A scenario opens a queue with its first submission. */
    private static Map<Long, Integer> queues(RunLog log) {
        Map<Long, Integer> places = new LinkedHashMap<>();
        Map<Integer, Integer> counts = new TreeMap<>();
        for (Deed deed : DeedOrder.of(log)) {
            FenceId job = deed.fence();
            Integer entity = DeedOrder.isSubmission(deed) ? log.entityOf(job.context()) : null;
            if (entity != null && !places.containsKey(job.context())) {
                places.put(job.context(), counts.merge(log.clientOf(entity), 1, Integer::sum) - 1);
            }
        }
        return places;
    }
}
