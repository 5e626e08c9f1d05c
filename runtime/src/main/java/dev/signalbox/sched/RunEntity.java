package dev.signalbox.sched;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity as its ring sees it: its queued jobs and its place in the run queue. */
final class RunEntity {
    private record Queued(ArmedJob job, long pushed) {}

    final int id;
    final Priority priority;
    final Progress progress;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();

    /** The place in the run queue: key, then ticket. */
    long key;

    long ticket;

    /** Jobs up to this one wait for nothing outside the ring. */
    private long clearedThrough;

    RunEntity(int id, Priority priority, Progress progress) {
        this.id = id;
        this.priority = priority;
        this.progress = progress;
    }

    void push(ArmedJob job, long now) {
        queue.addLast(new Queued(job, now));
    }

    ArmedJob pop() {
        return queue.removeFirst().job();
    }

    @Nullable ArmedJob head() {
        Queued head = queue.peekFirst();
        return head == null ? null : head.job();
    }

    long headPushed() {
        return queue.getFirst().pushed();
    }

    int queued() {
        return queue.size();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void clear(long throughSeqno) {
        clearedThrough = Math.max(clearedThrough, throughSeqno);
    }

    boolean isCleared(ArmedJob job) {
        return job.seqno() <= clearedThrough;
    }

    /** Removes and returns everything that is queued, oldest first. */
    List<ArmedJob> drain() {
        List<ArmedJob> jobs = new ArrayList<>(queue.size());
        queue.forEach(queued -> jobs.add(queued.job()));
        queue.clear();
        return jobs;
    }

    /** Takes the work out of a queued job; returns false when it is not queued. */
    boolean endQueued(FenceId finished) {
        boolean found = false;
        for (int i = queue.size(); i > 0; i--) {
            Queued queued = queue.removeFirst();
            boolean match = queued.job().finished().equals(finished);
            queue.addLast(match ? new Queued(queued.job().ended(), queued.pushed()) : queued);
            found |= match;
        }
        return found;
    }
}
