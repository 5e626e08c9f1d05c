package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;

/**
 * A fence that a job waits for at the head of its queue.
 *
 * @param elsewhere whether the entity is told when it has signalled; otherwise it belongs to a job that runs on the same ring, and
 *     only the ring knows
 */
public record Need(FenceId fence, boolean elsewhere) {}
