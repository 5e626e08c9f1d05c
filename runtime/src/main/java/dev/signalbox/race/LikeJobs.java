package dev.signalbox.race;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Jobs of a queue in a row that were accepted at once and wait for the same; they are not all over. */
final class LikeJobs {
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

    /**
     * Notes that they were accepted.
     *
     * @param context of their finished fences
     * @param waits what they wait for
     */
    LikeJobs(long context, long first, int count, long acceptedAt, List<Wait> waits) {
        this.context = context;
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

    /** Returns what is over when one of them is, and all jobs of the queue before it. */
    Clock over(long seqno) {
        return begun.with(context, seqno, life);
    }

    /** Finds out what is before them, now that the first of them is given to its ring, or that they end without. */
    void settle(Bounds bounds) {
        bounds.beforeGiven(Clock.START.atLeast(acceptedAt));
        waits.forEach(wait -> wait.addTo(bounds));
        waits = List.of();
        given = bounds.given();
        begun = bounds.begun();
    }

    /** Returns one of them, which accesses memory. */
    AccessingJob accessing(long seqno, int ring) {
        if (accessing.isEmpty()) {
            accessing = new TreeMap<>();
        }
        return accessing.computeIfAbsent(
                seqno, each -> new AccessingJob(context, seqno, ring, begun, open > 0 ? new Lifetime() : life));
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
