package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Timeline;
import dev.signalbox.fence.WaitingRoom;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a ring knows of the fences of an entity's jobs, and whose heads wait for them. Whoever needs a fence may rely on those before it,
 * so a job that was taken away early counts when those before it are through.
 */
final class Progress {
    private final Timeline scheduled;
    private final Timeline finished;
    private final WaitingRoom<RunEntity> forScheduled = new WaitingRoom<>();
    private final WaitingRoom<RunEntity> forFinished = new WaitingRoom<>();

    /** Jobs that are not over, and of which it is known that they end with an error. */
    private Set<Long> doomed = Set.of();

    private long pushedThrough;

    Progress(long scheduledContext) {
        scheduled = new Timeline(scheduledContext);
        finished = new Timeline(scheduledContext + 1);
    }

    long scheduledThrough() {
        return scheduled.floor();
    }

    void pushed(long seqno) {
        pushedThrough = Math.max(pushedThrough, seqno);
    }

    /** Returns whether a fence is of a job that has come to this ring. */
    boolean covers(FenceId fence) {
        return fence.seqno() <= pushedThrough;
    }

    /**
     * Returns the fence that whoever needs a fence of these has to wait for; null when it need not. The ring executes in order, so the
     * start of a job is as good as its end, unless it is known to end with an error.
     */
    @Nullable FenceId open(FenceId needed) {
        long seqno = needed.seqno();
        if (seqno <= finished.floor()) {
            return null;
        }
        if (needed.context() == finished.context() && doomed.contains(seqno)) {
            return needed;
        }
        return seqno <= scheduled.floor() ? null : new FenceId(scheduled.context(), seqno);
    }

    void await(FenceId open, RunEntity entity) {
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

    /** A job is over, whether it was given to the ring or not. */
    void over(long seqno) {
        scheduled.signal(seqno, null);
        finished.signal(seqno, null);
        if (!doomed.isEmpty()) {
            doomed.remove(seqno);
        }
        serve();
    }

    /** All of them are over, whatever their numbers. */
    void allOver() {
        scheduled.signalThrough(Long.MAX_VALUE);
        finished.signalThrough(Long.MAX_VALUE);
        serve();
    }

    private void serve() {
        serve(forScheduled, scheduled);
        serve(forFinished, finished);
    }

    private static void serve(WaitingRoom<RunEntity> room, Timeline timeline) {
        if (!room.isEmpty()) {
            room.serveThrough(
                    timeline.floor(), (seqno, entity) -> entity.heard(new FenceId(timeline.context(), seqno)));
        }
    }
}
