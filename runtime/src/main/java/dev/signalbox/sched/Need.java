package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;

/**
 * A fence that a job waits for at the head of its queue.
 *
 * @param scheduledContext of the entity that the fence is of, when all its jobs run on the same ring, so that the ring knows when it
 *     has signalled; 0 when the entity of the job is told
 */
public record Need(FenceId fence, long scheduledContext) {
    /** Returns whether the ring cannot know by itself when it has signalled. */
    boolean elsewhere() {
        return scheduledContext == 0;
    }
}
