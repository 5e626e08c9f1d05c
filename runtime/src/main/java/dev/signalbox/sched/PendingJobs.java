package dev.signalbox.sched;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one ring that were given to the hardware and are not freed, in the order in which they were: they are freed in that
 * order, and the oldest is the one that a timeout is about. In the kernel: drm_gpu_scheduler.pending_list.
 *
 * @param <P> what is kept of a job
 */
public final class PendingJobs<P extends PendingJob<?>> {
    private final RingScheduler<?> scheduler;
    private final ArrayDeque<P> jobs = new ArrayDeque<>();

    /** Creates an empty list; the scheduler gets back what the jobs have taken of it. */
    public PendingJobs(RingScheduler<?> scheduler) {
        this.scheduler = scheduler;
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** Adds a job that was taken off its queue, and whose credits count. */
    public void add(P pending) {
        jobs.addLast(pending);
    }

    /** A job that holds credits is over, whether it has ever been on the hardware or not; returns false when it was over before. */
    public boolean finish(P pending, long now) {
        scheduler.release(pending.alike());
        scheduler.over(pending.owner(), pending.seqno());
        return pending.finish(now);
    }

    /** Takes the oldest job off if it is over, and charges its entity for it; null when the oldest is not over, or there is none. */
    public @Nullable P free() {
        P oldest = jobs.peekFirst();
        if (oldest == null || !oldest.isFinished()) {
            return null;
        }
        jobs.removeFirst();
        P next = jobs.peekFirst();
        if (next != null) {
            next.startAfter(oldest);
        }
        scheduler.ran(oldest.owner(), oldest.took());
        return oldest;
    }

    /** Takes the oldest job off, which has run out of time; null when there is none. */
    public @Nullable P takeOldest() {
        return jobs.pollFirst();
    }

    /** Puts the job back that had run out of time, for it is not to blame, or has to be looked at again. */
    public void putBack(P oldest) {
        jobs.addFirst(oldest);
    }

    /**
     * Stops before a reset, and takes off what is over, newest first. The others lose the hardware, and their credits are free.
     *
     * @param bad is not taken off even if it is over
     * @return what was taken off
     */
    public List<P> stop(P bad) {
        List<P> over = new ArrayList<>();
        for (Iterator<P> newestFirst = jobs.descendingIterator(); newestFirst.hasNext(); ) {
            P pending = newestFirst.next();
            if (pending.isOnHardware()) {
                pending.leaveHardware();
                scheduler.release(pending.alike());
            } else if (pending != bad) {
                newestFirst.remove();
                over.add(pending);
            }
        }
        return over;
    }

    /** Starts after a reset: all jobs count credits again. Returns them, oldest first; none of them is on the hardware. */
    public List<P> start() {
        jobs.forEach(pending -> scheduler.charge(pending.alike()));
        return List.copyOf(jobs);
    }

    /** Returns all, newest first. */
    public List<P> newestFirst() {
        List<P> all = new ArrayList<>(jobs.size());
        jobs.descendingIterator().forEachRemaining(all::add);
        return all;
    }

    /** Takes all off, newest first, for the ring is closed. */
    public List<P> close() {
        List<P> all = newestFirst();
        jobs.clear();
        return all;
    }
}
