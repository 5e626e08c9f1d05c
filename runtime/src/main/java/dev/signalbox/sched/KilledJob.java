package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that was queued when its entity was killed. It ends with -ESRCH, but not before the job before it, nor before anything that it
 * would have waited for: whoever waits for its fence may rely on that. In the kernel: drm_sched_entity_kill_jobs_cb.
 */
public final class KilledJob {
    private final ArmedJob job;
    private final Iterator<FenceId> waitsFor;

    /**
     * Kills a job.
     *
     * @param waitsFor the finished fences of all that it needs, whether they were looked at before or not
     */
    public KilledJob(ArmedJob job, List<FenceId> waitsFor) {
        this.job = job;
        this.waitsFor = waitsFor.iterator();
    }

    /** Returns the job. */
    public ArmedJob job() {
        return job;
    }

    /** Returns the next fence to wait for, unless it has signalled; null when there is none, and the job ends. */
    public @Nullable FenceId next() {
        return waitsFor.hasNext() ? waitsFor.next() : null;
    }
}
