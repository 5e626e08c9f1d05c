package dev.signalbox.sim.workload.scenario;

import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job of a submission.
 *
 * @param name by which others wait for this job alone; null when nobody does
 * @param work how long it keeps its engine busy, in nanoseconds
 * @param preemptNanos after how long of running it could be preempted; null when its queue says
 * @param credits how many credits of its ring it takes, at least 1
 * @param tag the number that facts repeat
 * @param tagPerCycle what is added to the tag for each cycle of the client
 * @param fault what it ends with; null when it goes well
 * @param after what has to be over before it runs
 * @param waitsFor sync objects and points of them that have to be reached before it runs
 * @param signals sync objects and points of them that its end goes to
 * @param startingWith which submissions have to be with their engines before it runs
 * @param uses buffers, in order
 * @param program what it does with memory; empty when it only takes its time
 */
public record JobPlan(
        @Nullable String name,
        Span work,
        @Nullable Long preemptNanos,
        int credits,
        long tag,
        long tagPerCycle,
        @Nullable Errno fault,
        List<Ref> after,
        List<Ref> waitsFor,
        List<Ref> signals,
        List<Ref> startingWith,
        List<Use> uses,
        List<PacketPlan> program) {
    /** Copies the lists. */
    public JobPlan {
        after = List.copyOf(after);
        waitsFor = List.copyOf(waitsFor);
        signals = List.copyOf(signals);
        startingWith = List.copyOf(startingWith);
        uses = List.copyOf(uses);
        program = List.copyOf(program);
    }
}
