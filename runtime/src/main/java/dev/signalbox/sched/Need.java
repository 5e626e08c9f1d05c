package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;

/**
 * A fence that a job waits for at the head of its queue.
 *
 * @param scheduledContext of the entity that the fence is of, when all its jobs run on the same ring, so that the ring knows when it
 *     has signalled; 0 when its owner has to be asked; below 0 for a fence of the job's own entity, which order has met, unless the
 *     job is killed
 */
public record Need(FenceId fence, long scheduledContext) {
    private static final long OWN = -1;

    /** A fence of the job's own entity. */
    static Need own(FenceId fence) {
        return new Need(fence, OWN);
    }

    /** Returns whether the order of the queue has met it. */
    boolean isOwn() {
        return scheduledContext == OWN;
    }

    /** Returns whether the ring cannot know by itself when it has signalled. */
    boolean elsewhere() {
        return scheduledContext == 0;
    }
}
