package dev.signalbox.sched;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.fence.Timeline;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a killed entity that were not on the hardware. They end in their order: each when the one before it is over, and all
 * that it needs has signalled. In the kernel: drm_sched_entity_kill.
 */
public final class KilledJobs {
    private final Timeline own;
    private final SignalledView others;
    private final ArrayDeque<KilledJob> jobs = new ArrayDeque<>();

    /** The job before the oldest; 0 for none. */
    private long before;

    /** The fence that the oldest waits for. */
    private @Nullable FenceId awaited;

    /** Whether they wait for nothing any more. */
    private boolean hurries;

    private Errno error = Errno.ESRCH;

    /**
     * Creates it without jobs.
     *
     * @param own the finished fences of the entity
     * @param others what is known of all others
     */
    KilledJobs(Timeline own, SignalledView others) {
        this.own = own;
        this.others = others;
    }

    /** Says which job of the entity was the last that was taken off its queue; 0 for none. */
    void after(long lastTaken) {
        before = lastTaken;
    }

    /** Adds the next job. */
    void add(KilledJob killed) {
        jobs.addLast(killed);
    }

    /** From now on they wait for nothing, and end with this error. */
    void hurry(Errno with) {
        hurries = true;
        error = with;
    }

    /** Returns what they end with. */
    Errno error() {
        return error;
    }

    /** Returns the number of the oldest; {@link Long#MAX_VALUE} when there is none. */
    long first() {
        return jobs.isEmpty() ? Long.MAX_VALUE : jobs.getFirst().job().seqno();
    }

    /** Returns how many of them have a number above one. */
    int countAbove(long seqno) {
        return (int) jobs.stream().filter(each -> each.job().seqno() > seqno).count();
    }

    /** Takes the news of another owner's context. */
    void heard(long context, long floor, List<Long> above) {
        if (awaited != null
                && awaited.context() == context
                && (awaited.seqno() <= floor || above.contains(awaited.seqno()))) {
            awaited = null;
        }
    }

    /**
     * Ends every job that may end by now.
     *
     * @return the fence that somebody else owns and that is now waited for; null when there is none, or it was returned before
     */
    @Nullable FenceId proceed(Consumer<ArmedJob> end) {
        while (!jobs.isEmpty() && isTurn()) {
            FenceId open = hurries ? null : nextOpen(jobs.getFirst());
            if (open != null) {
                boolean isOwn = isOwn(open);
                awaited = open;
                return isOwn ? null : open;
            }
            ArmedJob over = jobs.removeFirst().job();
            before = over.seqno();
            end.accept(over);
        }
        return null;
    }

    /** Returns whether the one before the oldest is over, and so is what it has waited for until now. */
    private boolean isTurn() {
        if (hurries) {
            return true;
        }
        if (awaited != null && isSignalled(awaited)) {
            awaited = null;
        }
        return awaited == null && own.isSignalled(before);
    }

    private @Nullable FenceId nextOpen(KilledJob killed) {
        FenceId next = killed.next();
        while (next != null && isSignalled(next)) {
            next = killed.next();
        }
        return next;
    }

    private boolean isOwn(FenceId fence) {
        return fence.context() == own.context();
    }

    private boolean isSignalled(FenceId fence) {
        return isOwn(fence) ? own.isSignalled(fence.seqno()) : others.isSignalled(fence);
    }
}
