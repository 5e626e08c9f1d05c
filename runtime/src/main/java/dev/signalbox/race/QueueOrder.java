package dev.signalbox.race;

import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of one queue's jobs: each is over before the next begins, and before the fence of the next signals. On one ring that
 * is because rings execute in order; a queue moves to another ring only when all of its jobs are over.
 */
final class QueueOrder {
    private final long finishedContext;
    private final List<Integer> rings;

    /** Jobs that are not over, by the first of them. */
    private final NavigableMap<Long, LikeJobs> open = new TreeMap<>();

    /** Those of which it is not known yet what is before them; in order. */
    private final ArrayDeque<LikeJobs> unsettled = new ArrayDeque<>();

    private Clock given = Clock.START;
    private Clock begun = Clock.START;

    /** The newest place of which anything is known. */
    private long lastSeen;

    /** Nothing is known of places up to this one. */
    private long unseenThrough;

    /**
     * Creates the order of a queue without jobs.
     *
     * @param rings those that it may use
     */
    QueueOrder(long finishedContext, List<Integer> rings) {
        this.finishedContext = finishedContext;
        this.rings = rings;
    }

    /** Returns a wait for a fence of this queue, by a job of another that is accepted now. */
    Wait waitFor(FenceId fence) {
        return fence.context() == finishedContext ? waitForFinished(fence.seqno()) : waitForScheduled(fence.seqno());
    }

    /** Accepts jobs in a row. */
    void accept(long first, int count, List<Wait> waits, long now) {
        boolean gap = first > lastSeen + 1;
        if (gap) {
            unseenThrough = first - 1;
        }
        List<Wait> all =
                gap ? Stream.concat(waits.stream(), Stream.of(Wait.UNKNOWN)).toList() : waits;
        LikeJobs jobs = new LikeJobs(finishedContext, first, count, now, all);
        saw(jobs.last());
        open.put(first, jobs);
        unsettled.addLast(jobs);
    }

    /** Notes that a place was taken. */
    void saw(long seqno) {
        lastSeen = Math.max(lastSeen, seqno);
    }

    /** Returns the jobs among which is a job that is not over; null when there are none. */
    @Nullable LikeJobs find(long seqno) {
        LikeJobs jobs = newest(seqno);
        return jobs != null && seqno <= jobs.last() ? jobs : null;
    }

    /** Returns the newest jobs up to a place that are not over. */
    private @Nullable LikeJobs newest(long seqno) {
        Map.Entry<Long, LikeJobs> at = open.floorEntry(seqno);
        return at == null ? null : at.getValue();
    }

    /** Finds out what is before the jobs up to one, which is given to a ring, or ends without (-1). */
    void settleThrough(long seqno, int ring, long now) {
        while (!unsettled.isEmpty() && unsettled.getFirst().first() <= seqno) {
            LikeJobs jobs = unsettled.removeFirst();
            Bounds bounds = new Bounds(given, begun, ring, now);
            jobs.settle(bounds);
            given = jobs.given();
            begun = jobs.begun();
        }
    }

    /** Notes that jobs in a row are over. */
    void end(long seqno, int count, long now) {
        settleThrough(seqno + count - 1, -1, now);
        long next = seqno;
        long end = seqno + count;
        for (LikeJobs jobs = nextOpen(next); jobs != null && jobs.first() < end; jobs = nextOpen(next)) {
            next = Math.max(next, jobs.first());
            long through = Math.min(end - 1, jobs.last());
            if (jobs.end(next, (int) (through - next + 1), now)) {
                open.remove(jobs.first());
            }
            next = through + 1;
        }
        saw(end - 1);
    }

    private @Nullable LikeJobs nextOpen(long seqno) {
        LikeJobs at = find(seqno);
        Map.Entry<Long, LikeJobs> next = at == null ? open.higherEntry(seqno) : null;
        return next == null ? at : next.getValue();
    }

    /** Returns when the oldest job that is not over was accepted; the given time when there is none. */
    long oldestAcceptance(long otherwise) {
        return open.isEmpty() ? otherwise : open.firstEntry().getValue().acceptedAt();
    }

    private Wait waitForFinished(long seqno) {
        LikeJobs jobs = newest(seqno);
        if (jobs != null && seqno <= lastSeen) {
            return bounds -> addFinished(jobs, seqno, bounds);
        }
        return seqno <= lastSeen && seqno > unseenThrough ? Wait.NOTHING : bounds -> addFinishedLater(seqno, bounds);
    }

    /** A scheduled fence says only that the job was given to its ring, and so what was over then. */
    private Wait waitForScheduled(long seqno) {
        LikeJobs jobs = newest(seqno);
        if (jobs != null && seqno <= lastSeen) {
            return bounds -> bounds.beforeGiven(jobs.given());
        }
        return seqno <= lastSeen && seqno > unseenThrough ? Wait.NOTHING : bounds -> addScheduledLater(seqno, bounds);
    }

    /** The fence of a job that never leaves the ring counts as signalled when that job was given to the ring. */
    private void addFinished(LikeJobs jobs, long seqno, Bounds bounds) {
        Clock over = jobs.over(seqno);
        if (rings.size() == 1 && rings.get(0) == bounds.ring()) {
            bounds.beforeGiven(jobs.given());
            bounds.beforeBegun(over);
        } else {
            bounds.beforeGiven(over);
        }
    }

    /** A job that was accepted after who waits for it; when it is over, what it came after is not told from what came later. */
    private void addFinishedLater(long seqno, Bounds bounds) {
        LikeJobs jobs = newest(seqno);
        if (seqno > lastSeen || seqno <= unseenThrough) {
            bounds.beforeNow();
        } else if (jobs != null) {
            addFinished(jobs, seqno, bounds);
        } else {
            bounds.beforeGiven(begun.with(finishedContext, seqno, Lifetime.endedAt(bounds.now())));
        }
    }

    private void addScheduledLater(long seqno, Bounds bounds) {
        LikeJobs jobs = newest(seqno);
        if (seqno > lastSeen || seqno <= unseenThrough) {
            bounds.beforeNow();
        } else {
            bounds.beforeGiven(jobs == null ? given : jobs.given());
        }
    }
}
