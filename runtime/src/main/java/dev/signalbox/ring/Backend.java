package dev.signalbox.ring;

import dev.signalbox.fence.FenceId;
import org.jspecify.annotations.Nullable;

/**
 * What a driver decides about the jobs of a device, where it does not want what is done by default. It is called on the actors of the
 * rings, on one thread at a time for each ring; it must neither block nor keep a job beyond the call. In a lab, what it answers has to be
 * the same in each run of a seed. In the kernel: drm_sched_backend_ops.
 */
public interface Backend {
    /** Does everything as by default. */
    Backend DEFAULT = new Backend() {};

    /**
     * Says what else a job waits for, when all is over that it was submitted with. It is asked again when that has signalled.
     *
     * @return a fence; null when there is none
     */
    default @Nullable FenceId prepare(BackendJob job) {
        return null;
    }

    /** Runs a job. By default the device gets it, unless its fence carries an error. */
    default RunResult run(BackendJob job) {
        return job.error() == null ? RunResult.ON_HARDWARE : RunResult.NOTHING;
    }

    /** Says what is to be done about the oldest job of a ring, which has run out of time. */
    default Verdict timedOut(BackendJob job) {
        return Verdict.recover();
    }

    /** A job that was run and is not freed is cancelled, because its ring is closed; the newest first. */
    default void cancelled(BackendJob job) {}

    /**
     * A job that was run is not needed any more.
     *
     * @param byHandler whether that was done because of a {@link Verdict.EndJob}, and not when its turn came
     */
    default void freed(BackendJob job, boolean byHandler) {}
}
