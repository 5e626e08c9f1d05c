package dev.signalbox.sched;

import dev.signalbox.event.Priority;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one ring that have jobs, in the policy's order: of one priority, or of all when the policy ranks across priorities.
 * Those that wait for a fence keep their keys, but are found among the ready ones no more, so that finding the next never steps over
 * them. In the kernel: drm_sched_rq, where the waiting ones are stepped over.
 */
final class RunQueue implements Policy.Line {
    private final Policy policy;
    private final EntityHeap ready = new EntityHeap(true);

    /** The waiting ones too; only a policy that compares newcomers with them needs it. */
    private final EntityHeap line = new EntityHeap(false);

    private final boolean keepsLine;
    private @Nullable Priority firstPriority;
    private long tickets;

    /** Told of those that become ready again. */
    private final Runnable woken;

    RunQueue(Policy policy, Runnable woken) {
        this.policy = policy;
        this.woken = woken;
        this.keepsLine = policy.isAcrossPriorities();
    }

    /** Gives an entity whose queue was empty its place; it is ready. */
    void join(RunEntity entity) {
        place(entity, policy.keyOnJoin(entity, this));
        ready.add(entity);
        if (keepsLine) {
            line.add(entity);
            noteFirst();
        }
    }

    /** Gives an entity that is ready, and from which a job was taken, its next place; without more jobs it leaves. */
    void taken(RunEntity entity) {
        if (entity.isEmpty()) {
            remove(entity);
            entity.key(policy.keyOnLeave(entity, this));
            return;
        }
        place(entity, policy.keyAfterPick(entity));
        ready.moved(entity);
        if (keepsLine) {
            line.moved(entity);
            noteFirst();
        }
    }

    /** A ready entity waits for a fence. */
    void block(RunEntity entity) {
        ready.remove(entity);
    }

    /** An entity that was blocked is ready again. */
    void unblock(RunEntity entity) {
        ready.add(entity);
        woken.run();
    }

    /** An entity leaves, whatever it has. */
    void remove(RunEntity entity) {
        if (ready.contains(entity)) {
            ready.remove(entity);
        }
        if (line.contains(entity)) {
            line.remove(entity);
            noteFirst();
        }
    }

    @Nullable RunEntity firstReady() {
        return ready.first();
    }

    void ran(RunEntity entity, long nanos) {
        policy.ran(entity, nanos);
    }

    @Override
    public boolean isEmpty() {
        return line.isEmpty();
    }

    @Override
    public long firstKey() {
        return line.firstKey();
    }

    @Override
    public Priority firstPriority() {
        return Objects.requireNonNull(firstPriority);
    }

    private void place(RunEntity entity, long key) {
        entity.key(key);
        entity.ticket = ++tickets;
    }

    private void noteFirst() {
        RunEntity first = line.first();
        firstPriority = first == null ? null : first.priority();
    }
}
