package dev.signalbox.sched;

import dev.signalbox.device.Work;
import dev.signalbox.fence.FenceId;
import java.util.Arrays;
import java.util.List;

/** Jobs for tests: entity {@code e} owns the contexts {@code 2e - 1} (scheduled) and {@code 2e} (finished). */
final class Jobs {
    private Jobs() {}

    static FenceId scheduled(int entity, long seqno) {
        return new FenceId(scheduledContext(entity), seqno);
    }

    static FenceId finished(int entity, long seqno) {
        return new FenceId(2L * entity, seqno);
    }

    static long scheduledContext(int entity) {
        return 2L * entity - 1;
    }

    /** A job that needs fences of others, each of which is a job of the same ring. */
    static ArmedJob job(int entity, long seqno, FenceId... needed) {
        List<Need> needs = Arrays.stream(needed).map(Jobs::ofRing).toList();
        return new ArmedJob(entity, finished(entity, seqno), Work.nanos(10), 1, needs);
    }

    /** A job that needs something that is not of the ring. */
    static ArmedJob waiting(int entity, long seqno) {
        Need need = new Need(new FenceId(10_001, seqno), 0);
        return new ArmedJob(entity, finished(entity, seqno), Work.nanos(10), 1, List.of(need));
    }

    /** Returns the job that was taken off the queue last, alone. */
    static ArmedJob taken(RunEntity entity, ArmedJob alike) {
        return alike.plus((int) (entity.lastTaken() - alike.seqno()));
    }

    private static Need ofRing(FenceId fence) {
        return new Need(fence, fence.context() % 2 == 0 ? fence.context() - 1 : fence.context());
    }

    static ArmedJob jobOf(int credits, int entity, long seqno) {
        return new ArmedJob(entity, finished(entity, seqno), Work.nanos(10), credits, List.of());
    }
}
