package dev.signalbox.report.perfetto;

import dev.signalbox.fence.FenceId;
import dev.signalbox.report.timeline.JobSpan;
import dev.signalbox.report.timeline.QueueLane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of the flows between jobs: one for each dependency on a job that was not over when the other one was accepted. What
 * was over by then held nobody up.
 */
final class DependencyFlows {
    /** A dependency; it has no beginning when the job that it is on is never accepted. */
    private static final class Edge {
        final long number;
        final boolean onStart;
        boolean dropped;

        Edge(long number, boolean onStart) {
            this.number = number;
            this.onStart = onStart;
        }
    }

    private final Map<Long, QueueLane> owners = new HashMap<>();
    private final Map<Integer, Long> lastAccepted = new HashMap<>();
    private final Map<FenceId, List<Edge>> outgoing = new HashMap<>();
    private final Map<FenceId, List<Edge>> incoming = new HashMap<>();
    private long edges;

    void add(QueueLane queue) {
        owners.put(queue.context(), queue);
        owners.put(queue.context() + 1, queue);
    }

    void accept(JobSpan job) {
        List<Edge> found = new ArrayList<>();
        for (FenceId fence : job.dependencies()) {
            QueueLane owner = owners.get(fence.context());
            if (owner != null && mayHoldUp(owner, fence.seqno())) {
                Edge edge = new Edge(2 * ++edges, fence.context() == owner.context());
                found.add(edge);
                outgoing.computeIfAbsent(finished(owner, fence.seqno()), each -> new ArrayList<>())
                        .add(edge);
            }
        }
        incoming.put(job.fence(), found);
        outgoing.computeIfAbsent(job.fence(), each -> new ArrayList<>());
        lastAccepted.put(job.queue().entity(), job.fence().seqno());
    }

    void drop(FenceId fence) {
        List<Edge> edgesOfIt = outgoing.remove(fence);
        if (edgesOfIt != null) {
            edgesOfIt.forEach(edge -> edge.dropped = true);
        }
    }

    /** Returns the flows that go on from a job to those that wait for its being given to a ring, or to those that wait for its end. */
    List<Long> outgoing(JobSpan job, boolean onStart) {
        return outgoing.getOrDefault(job.fence(), List.of()).stream()
                .filter(edge -> edge.onStart == onStart)
                .map(edge -> edge.number)
                .toList();
    }

    /** Returns the flows that end in a job. */
    List<Long> incoming(JobSpan job) {
        return incoming.getOrDefault(job.fence(), List.of()).stream()
                .filter(edge -> !edge.dropped)
                .map(edge -> edge.number)
                .toList();
    }

    /** Forgets a job that is over. */
    void forget(JobSpan job) {
        outgoing.remove(job.fence());
        incoming.remove(job.fence());
    }

    /** Returns the flow from the place of a job in its queue to that on its ring. */
    static long ofJob(JobSpan job) {
        return 2L * job.index() + 1;
    }

    private boolean mayHoldUp(QueueLane owner, long seqno) {
        boolean accepted = seqno <= lastAccepted.getOrDefault(owner.entity(), 0L);
        return !accepted || outgoing.containsKey(finished(owner, seqno));
    }

    private static FenceId finished(QueueLane owner, long seqno) {
        return new FenceId(owner.context() + 1, seqno);
    }
}
