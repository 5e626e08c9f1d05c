package dev.signalbox.race;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Jobs of a queue in a row that were accepted at once and wait for the same; they are not all over. */
final class LikeJobs {
    private final QueueOrder queue;
    private final MemorySync sync;
    private final long context;
    private final long first;
    private final long last;
    private final long acceptedAt;
    private final Lifetime life = new Lifetime();
    private NavigableMap<Long, AccessingJob> accessing = Collections.emptyNavigableMap();
    private List<Wait> waits;
    private Clock given;
    private Clock begun;
    private long open;

    /** Whether they were given to a ring, and what was before them there and may not have ended. */
    private boolean executes;

    private List<LikeJobs> behind = List.of();

    /** What was over when they, and those before them on the ring, had waited for memory; and when that was found out. */
    private Clock seen = Clock.START;

    private long seenIn;

    /**
     * Notes that they were accepted.
     *
     * @param waits what they wait for
     * @param sync what they have to do with words of memory
     */
    LikeJobs(QueueOrder queue, long first, int count, long acceptedAt, List<Wait> waits, MemorySync sync) {
        this.queue = queue;
        this.sync = sync;
        this.context = queue.finishedContext();
        this.first = first;
        this.last = first + count - 1;
        this.acceptedAt = acceptedAt;
        this.waits = waits;
        this.given = Clock.START;
        this.begun = Clock.START;
        this.open = count;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long acceptedAt() {
        return acceptedAt;
    }

    /** Returns what is over when they are given to their ring; nothing before they are. */
    Clock given() {
        return given;
    }

    /** Returns what is over when the first of them begins to execute; nothing before they are given to their ring. */
    Clock begun() {
        return begun;
    }

    MemorySync sync() {
        return sync;
    }

    /** Returns what is over when one of them is, and all jobs of the queue before it. */
    Clock over(long seqno) {
        return begun.join(seen).with(context, seqno, life);
    }

    /** Returns what is over when all of them are. */
    Clock overAll(long round) {
        see(round);
        return over(last);
    }

    /** Returns whether what they write may end a wait of others. */
    boolean maySignal(LikeJobs waiting) {
        return executes && context != waiting.context && !begun.names(waiting.context, waiting.first);
    }

    /** Finds out what was over when they had waited for memory, once in each round, from 1 on; they are executing or over. */
    void see(long round) {
        if (seenIn >= round) {
            return;
        }
        seenIn = round;
        for (LikeJobs before : behind) {
            before.see(round);
            seen = seen.join(before.seen);
        }
        if (!sync.waits().isEmpty()) {
            seen = seen.join(queue.semaphores().seenBy(this, round));
        }
    }

    /** Finds out what is before them, now that the first of them is given to its ring, or that they end without. */
    void settle(Bounds bounds) {
        bounds.beforeGiven(Clock.START.atLeast(acceptedAt));
        waits.forEach(wait -> wait.addTo(bounds));
        waits = List.of();
        given = bounds.given();
        begun = bounds.begun();
        behind = bounds.behind();
        executes = bounds.ring() >= 0;
    }

    /** Returns one of them, which accesses memory. */
    AccessingJob accessing(long seqno, int ring) {
        if (accessing.isEmpty()) {
            accessing = new TreeMap<>();
        }
        return accessing.computeIfAbsent(
                seqno,
                each -> new AccessingJob(
                        queue.client(), context, seqno, ring, begun.join(seen), open > 0 ? new Lifetime() : life));
    }

    /** Returns whether all of them were over at some time. */
    boolean isOverBy(long time) {
        return life.isOverBy(time);
    }

    /** They are over, so that they see nothing more. */
    void closeEyes() {
        behind = List.of();
        seenIn = Long.MAX_VALUE;
    }

    /** Returns whether all of them are over. */
    boolean areOver() {
        return open <= 0;
    }

    /** Notes that some of them are over; returns whether all are. */
    boolean end(long seqno, int count, long now) {
        if (!accessing.isEmpty()) {
            accessing
                    .subMap(seqno, true, seqno + count - 1, true)
                    .values()
                    .forEach(job -> job.life().end(now));
        }
        open -= count;
        if (open > 0) {
            return false;
        }
        accessing.values().forEach(job -> job.life().end(now));
        life.end(now);
        return true;
    }
}
