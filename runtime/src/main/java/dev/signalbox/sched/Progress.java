package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Timeline;
import dev.signalbox.fence.WaitingRoom;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a ring knows of the fences of an entity's jobs, and whose heads wait for them. A job that is over early counts from then on, also
 * when one before it is not over.
 */
final class Progress {
    private final Timeline scheduled;
    private final Timeline finished;
    private final WaitingRoom<RunEntity> forScheduled = new WaitingRoom<>();
    private final WaitingRoom<RunEntity> forFinished = new WaitingRoom<>();

    /** Whether anybody has ever waited: for most entities nobody does. */
    private boolean awaited;

    /** Jobs that are not over, and of which it is known that they end with an error. */
    private Set<Long> doomed = Set.of();

    /** Places without a job that come behind jobs that are not over; made when the first comes. */
    private SortedSet<Long> skipped = Collections.emptySortedSet();

    private long pushedFrom;
    private long pushedThrough;

    Progress(long scheduledContext) {
        scheduled = new Timeline(scheduledContext);
        finished = new Timeline(scheduledContext + 1);
    }

    long scheduledThrough() {
        return scheduled.floor();
    }

    /** Jobs in a row stand in the queue. When they are the first that come here, those before them are over elsewhere. */
    void pushed(long first, long last) {
        if (pushedThrough == 0) {
            pushedFrom = first;
            scheduled.signalThrough(first - 1);
            finished.signalThrough(first - 1);
            passSkipped();
            serve();
        }
        pushedThrough = Math.max(pushedThrough, last);
    }

    /** Returns whether a fence is of a job that has come to this ring. */
    boolean covers(FenceId fence) {
        return pushedFrom <= fence.seqno() && fence.seqno() <= pushedThrough;
    }

    /**
     * Returns the fence that whoever needs a fence of these has to wait for; null when it need not. The ring executes in order, so the
     * start of a job is as good as its end, unless it is known to end with an error.
     */
    @Nullable FenceId open(FenceId needed) {
        long seqno = needed.seqno();
        if (finished.isSignalled(seqno)) {
            return null;
        }
        if (needed.context() == finished.context() && doomed.contains(seqno)) {
            return needed;
        }
        return scheduled.isSignalled(seqno) ? null : new FenceId(scheduled.context(), seqno);
    }

    void await(FenceId open, RunEntity entity) {
        awaited = true;
        (open.context() == scheduled.context() ? forScheduled : forFinished).add(open.seqno(), entity);
    }

    void doom(long seqno) {
        if (doomed.isEmpty()) {
            doomed = new TreeSet<>();
        }
        doomed.add(seqno);
    }

    boolean isDoomed(long seqno) {
        return !doomed.isEmpty() && doomed.contains(seqno);
    }

    void scheduledThrough(long seqno) {
        scheduled.signalThrough(seqno);
        serve();
    }

    /** A place without a job counts when all before it are over. */
    void skip(long seqno) {
        skipped = skipped.isEmpty() ? new TreeSet<>() : skipped;
        skipped.add(seqno);
        passSkipped();
        serve();
    }

    private void passSkipped() {
        while (!skipped.isEmpty() && skipped.first() <= finished.floor() + 1) {
            long next = skipped.first();
            skipped.remove(next);
            scheduled.signal(next, null);
            finished.signal(next, null);
        }
    }

    /** A job is over, whether it was given to the ring or not. */
    void over(long seqno) {
        scheduled.signal(seqno, null);
        finished.signal(seqno, null);
        passSkipped();
        if (!doomed.isEmpty()) {
            doomed.remove(seqno);
        }
        serve();
    }

    /** Nobody has to wait for any of them any more. */
    void allOver() {
        forScheduled.serveThrough(
                Long.MAX_VALUE, (seqno, entity) -> entity.heard(new FenceId(scheduled.context(), seqno)));
        forFinished.serveThrough(
                Long.MAX_VALUE, (seqno, entity) -> entity.heard(new FenceId(finished.context(), seqno)));
    }

    private void serve() {
        if (awaited) {
            serve(forScheduled, scheduled);
            serve(forFinished, finished);
        }
    }

    private static void serve(WaitingRoom<RunEntity> room, Timeline timeline) {
        if (!room.isEmpty()) {
            room.serve(timeline, (seqno, entity) -> entity.heard(new FenceId(timeline.context(), seqno)));
        }
    }
}
