package dev.signalbox.sched;

import org.jspecify.annotations.Nullable;

/**
 * The entities of one ring and priority that have jobs, in the policy's order. Only those whose head is ready stand in the
 * heap; a blocked one keeps its key and ticket outside it, so that finding the next ready one never steps over blocked ones.
 * In the kernel: drm_sched_rq, where blocked entities stay in the tree and are scanned past.
 */
final class RunQueue {
    private final Policy policy;
    private final ReadyHeap ready = new ReadyHeap();
    private long tickets;

    RunQueue(Policy policy) {
        this.policy = policy;
    }

    /** Gives an entity whose queue was empty its place; it is not ready yet. */
    void join(RunEntity entity) {
        entity.key = policy.keyOnJoin(entity.key, entity.headPushed());
        entity.ticket = ++tickets;
    }

    /** Gives an entity from which a job was taken its next place; it is not ready yet. */
    void rejoin(RunEntity entity) {
        entity.key = policy.keyAfterPick(entity.headPushed());
        entity.ticket = ++tickets;
    }

    void ready(RunEntity entity) {
        if (!ready.contains(entity)) {
            ready.add(entity);
        }
    }

    void remove(RunEntity entity) {
        if (ready.contains(entity)) {
            ready.remove(entity);
        }
    }

    @Nullable RunEntity first() {
        return ready.first();
    }
}
