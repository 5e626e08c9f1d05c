package dev.signalbox.sched;

import dev.signalbox.device.Work;
import dev.signalbox.fence.FenceId;
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

    static ArmedJob job(int entity, long seqno, FenceId... scheduledFirst) {
        return new ArmedJob(entity, finished(entity, seqno), Work.nanos(10), 1, List.of(scheduledFirst));
    }

    static ArmedJob jobOf(int credits, int entity, long seqno) {
        return new ArmedJob(entity, finished(entity, seqno), Work.nanos(10), credits, List.of());
    }
}
