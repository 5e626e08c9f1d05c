package dev.signalbox.sched;

import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.vm.SpaceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job after the point of no return, or several in a row that are alike but for their numbers. From here on nothing on its way allocates
 * from the memory manager, takes a reservation or waits for anything but fences and the device. A million of them may be queued, so that
 * it holds the fence that was promised as two numbers.
 *
 * @param entity whose job it is
 * @param context of the fence that was promised
 * @param seqno of that fence, its number in its entity; of several, the first
 * @param tag what its client calls it; 0 when nothing
 * @param work what the engine is to do
 * @param credits its share of the ring
 * @param needs fences that it waits for at the head of its queue, one after another
 * @param space the address space that its program executes in; null for none
 * @param priority that its entity had when it was armed
 * @param count how many there are, at least 1
 */
public record ArmedJob(
        int entity,
        long context,
        long seqno,
        long tag,
        Work work,
        int credits,
        List<Need> needs,
        @Nullable SpaceState space,
        Priority priority,
        int count) {
    /** A job of normal priority without a tag and an address space. */
    public ArmedJob(int entity, FenceId finished, Work work, int credits, List<Need> needs) {
        this(entity, finished.context(), finished.seqno(), 0, work, credits, needs, null, Priority.NORMAL, 1);
    }

    /** Returns the fence that was promised; of several, to the first. */
    public FenceId finished() {
        return new FenceId(context, seqno);
    }

    /** Returns the number of the last. */
    public long last() {
        return seqno + count - 1;
    }

    /** Returns the one that stands so many places later, alone. */
    public ArmedJob plus(int distance) {
        return distance == 0 && count == 1
                ? this
                : new ArmedJob(entity, context, seqno + distance, tag, work, credits, needs, space, priority, 1);
    }

    /** Returns so many like it in a row. */
    public ArmedJob times(int many) {
        return new ArmedJob(entity, context, seqno, tag, work, credits, needs, space, priority, many);
    }

    /** Returns the same job with nothing left to do on the engine. */
    public ArmedJob ended() {
        return new ArmedJob(entity, context, seqno, tag, Work.none(), credits, needs, null, priority, count);
    }

    /** Returns the same job with its credits cut down to what a ring has. */
    public ArmedJob fittedTo(int creditLimit) {
        return credits <= creditLimit
                ? this
                : new ArmedJob(entity, context, seqno, tag, work, creditLimit, needs, space, priority, count);
    }
}
