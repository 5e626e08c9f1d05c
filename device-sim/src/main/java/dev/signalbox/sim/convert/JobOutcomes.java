package dev.signalbox.sim.convert;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
     */
    public record JobOutcome(
            int client,
            int queue,
            int job,
            long accepted,
            long ran,
            long over,
            @Nullable Errno error) {}

    /** Returns all that were accepted, in that order. */
    public static List<JobOutcome> of(RunLog log) {
        List<Integer> clients = List.copyOf(log.clients().keySet());
        Map<Long, Integer> queues = queues(log);
        Map<Long, Integer> jobs = new TreeMap<>();
        List<JobOutcome> all = new ArrayList<>();
        for (SeenJob job : log.jobs().values()) {
            Fact.JobAccepted accepted = job.accepted();
            long context = accepted.fence().context();
            all.add(new JobOutcome(
                    clients.indexOf(log.clientOf(accepted.entity())),
                    queues.getOrDefault(context, 0),
                    jobs.merge(context, 1, Integer::sum) - 1,
                    job.acceptedAt(),
                    job.ran(),
                    job.over(),
                    job.error()));
        }
        return all;
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
