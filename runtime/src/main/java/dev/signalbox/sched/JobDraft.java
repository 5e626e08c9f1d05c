package dev.signalbox.sched;

import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceSet;
import dev.signalbox.resv.Access;
import dev.signalbox.vm.SpaceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job before the point of no return: nobody waits for it, it may still be refused.
 *
 * @param work what the engine is to do
 * @param credits its share of a ring, at least 1
 * @param dependencies fences that must have signalled before it runs, one per context
 * @param startsWith fences of jobs (their <em>scheduled</em> fences) with whose start it may start; also among the dependencies
 * @param accesses the buffers it uses
 * @param tag the client's own number for it; reported, never interpreted
 * @param space the address space that its program executes in; null for none
 */
public record JobDraft(
        Work work,
        int credits,
        List<FenceId> dependencies,
        List<FenceId> startsWith,
        List<Access> accesses,
        long tag,
        @Nullable SpaceState space) {
    /** Copies the lists. */
    public JobDraft {
        dependencies = List.copyOf(dependencies);
        startsWith = List.copyOf(startsWith);
        accesses = List.copyOf(accesses);
    }

    /** A draft without an address space. */
    public JobDraft(
            Work work,
            int credits,
            List<FenceId> dependencies,
            List<FenceId> startsWith,
            List<Access> accesses,
            long tag) {
        this(work, credits, dependencies, startsWith, accesses, tag, null);
    }

    /** Returns the same draft with the fences that its buffers imply. */
    public JobDraft waitingFor(List<FenceId> implied) {
        if (implied.isEmpty()) {
            return this;
        }
        FenceSet all = new FenceSet();
        all.addAll(dependencies);
        all.addAll(implied);
        return new JobDraft(work, credits, all.toList(), startsWith, accesses, tag, space);
    }

    /** Returns the same draft, whose program executes in an address space. */
    public JobDraft in(SpaceState where) {
        return new JobDraft(work, credits, dependencies, startsWith, accesses, tag, where);
    }

    /** Returns whether jobs that are like this need nothing of each other or of anybody else. */
    public boolean isPlain() {
        return dependencies.isEmpty() && startsWith.isEmpty() && accesses.isEmpty();
    }

    /** Returns the same draft with nothing left to do on the engine. */
    public JobDraft ended() {
        return new JobDraft(Work.none(), credits, dependencies, startsWith, accesses, tag);
    }

    /**
     * The point of no return: ends the draft and promises the fence.
     *
     * @param needs what it waits for at the head of its queue
     * @param priority that its entity has now
     * @param count how many jobs in a row are like this
     */
    public ArmedJob arm(int entity, FenceId finished, List<Need> needs, Priority priority, int count) {
        return new ArmedJob(
                entity, finished.context(), finished.seqno(), tag, work, credits, needs, space, priority, count);
    }
}
