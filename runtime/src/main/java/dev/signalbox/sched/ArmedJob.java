package dev.signalbox.sched;

import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.vm.SpaceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job after the point of no return. From here on nothing on its way allocates from the memory manager, takes a reservation
 * or waits for anything but fences and the device.
 *
 * @param entity whose job it is
 * @param finished the fence that was promised
 * @param tag what its client calls it; 0 when nothing
 * @param work what the engine is to do
 * @param credits its share of the ring
 * @param needs fences that it waits for at the head of its queue, one after another
 * @param space the address space that its program executes in; null for none
 * @param priority that its entity had when it was armed
 */
public record ArmedJob(
        int entity,
        FenceId finished,
        long tag,
        Work work,
        int credits,
        List<Need> needs,
        @Nullable SpaceState space,
        Priority priority) {
    /** A job of normal priority without a tag and an address space. */
    public ArmedJob(int entity, FenceId finished, Work work, int credits, List<Need> needs) {
        this(entity, finished, 0, work, credits, needs, null, Priority.NORMAL);
    }

    /** Returns its number in its entity. */
    public long seqno() {
        return finished.seqno();
    }

    /** Returns the like job so many places later. */
    public ArmedJob plus(int distance) {
        return distance == 0
                ? this
                : new ArmedJob(entity, finished.plus(distance), tag, work, credits, needs, space, priority);
    }

    /** Returns the same job with nothing left to do on the engine. */
    public ArmedJob ended() {
        return new ArmedJob(entity, finished, tag, Work.none(), credits, needs, null, priority);
    }

    /** Returns the same job with its credits cut down to what a ring has. */
    public ArmedJob fittedTo(int creditLimit) {
        return credits <= creditLimit
                ? this
                : new ArmedJob(entity, finished, tag, work, creditLimit, needs, space, priority);
    }
}
