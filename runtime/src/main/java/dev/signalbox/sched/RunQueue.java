package dev.signalbox.sched;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one ring and priority that have jobs, in the policy's order. Only those whose head is ready stand in the
 * tree; a blocked one keeps its key and ticket outside it, so that finding the next ready one never steps over blocked ones.
 * In the kernel: drm_sched_rq, where blocked entities stay in the tree and are scanned past.
 */
final class RunQueue {
    private static final Comparator<RunEntity> BY_KEY =
            Comparator.<RunEntity>comparingLong(entity -> entity.key).thenComparingLong(entity -> entity.ticket);

    private final Policy policy;
    /** The first ready one, kept outside the tree: an entity that is ready alone never touches it. */
    private @Nullable RunEntity front;

    private final NavigableSet<RunEntity> behind = new TreeSet<>(BY_KEY);
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
        if (front == null) {
            front = entity;
        } else if (BY_KEY.compare(entity, front) < 0) {
            behind.add(front);
            front = entity;
        } else if (entity != front) {
            behind.add(entity);
        }
    }

    void remove(RunEntity entity) {
        if (entity == front) {
            front = behind.pollFirst();
        } else {
            behind.remove(entity);
        }
    }

    @Nullable RunEntity first() {
        return front;
    }
}
