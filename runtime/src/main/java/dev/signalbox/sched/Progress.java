package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Timeline;
import dev.signalbox.fence.WaitingRoom;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a ring knows of the fences of an entity's jobs, and whose heads wait for them. */
final class Progress {
    private final Timeline scheduled;
    private final Timeline finished;
    private final WaitingRoom<RunEntity> forScheduled = new WaitingRoom<>();
    private final WaitingRoom<RunEntity> forFinished = new WaitingRoom<>();

    /** Jobs that are not over, and of which it is known that they end with an error. */
    private final Set<Long> doomed = new TreeSet<>();

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
        if (finished.isSignalled(seqno)) {
            return null;
        }
        if (needed.context() == finished.context() && doomed.contains(seqno)) {
            return needed;
        }
        return scheduled.isSignalled(seqno) ? null : new FenceId(scheduled.context(), seqno);
    }

    void await(FenceId open, RunEntity entity) {
        (open.context() == scheduled.context() ? forScheduled : forFinished).add(open.seqno(), entity);
    }

    void doom(long seqno) {
        doomed.add(seqno);
    }

    boolean isDoomed(long seqno) {
        return !doomed.isEmpty() && doomed.contains(seqno);
    }

    void scheduledThrough(long seqno, Consumer<RunEntity> served) {
        scheduled.signalThrough(seqno);
        if (!forScheduled.isEmpty()) {
            forScheduled.serve(scheduled, (point, entity) -> served.accept(entity));
        }
    }

    /** A job is over, whether it was given to the ring or not. */
    void over(long seqno, Consumer<RunEntity> served) {
        scheduled.signal(seqno, null);
        finished.signal(seqno, null);
        if (!doomed.isEmpty()) {
            doomed.remove(seqno);
        }
        if (!forScheduled.isEmpty()) {
            forScheduled.serve(scheduled, (point, entity) -> served.accept(entity));
        }
        if (!forFinished.isEmpty()) {
            forFinished.serve(finished, (point, entity) -> served.accept(entity));
        }
    }

    /** All of them are over, whatever their numbers. */
    void allOver(Consumer<RunEntity> served) {
        scheduled.signalThrough(Long.MAX_VALUE);
        finished.signalThrough(Long.MAX_VALUE);
        forScheduled.serve(scheduled, (point, entity) -> served.accept(entity));
        forFinished.serve(finished, (point, entity) -> served.accept(entity));
    }
}
