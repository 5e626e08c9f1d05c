package dev.signalbox.report;

import dev.signalbox.fence.FenceId;

/**
 * Why something cannot go on.
 *
 * @param fence the fence that is waited for
 * @param node what has to move first: a job by its finished fence, or what stands for the owner of {@code fence}
 * @param why the kind of wait
 */
record Wait(FenceId fence, FenceId node, Why why) {
    /** The kinds of waits. */
    enum Why {
        /** It was accepted with this dependency, or found this fence in a sync object. */
        DEPENDENCY,
        /** It waits for a point of a sync object that has no fence yet. */
        POINT,
        /** Jobs of an entity run in order. */
        QUEUE,
        /** Its ring has no room, or serves another job. */
        RING,
        /** It was given to its ring after another. */
        ENTRY
    }
}
