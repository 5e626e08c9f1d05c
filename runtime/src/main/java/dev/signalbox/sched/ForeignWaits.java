package dev.signalbox.sched;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.WaitingRoom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What the jobs of one entity wait for outside their ring. The ring only needs to know up to which job nothing is left, because
 * jobs of an entity run in order.
 */
public final class ForeignWaits {
    private static final class Waiting {
        final long seqno;
        int remaining;

        Waiting(long seqno, int remaining) {
            this.seqno = seqno;
            this.remaining = remaining;
        }
    }

    private final ArrayDeque<Waiting> jobs = new ArrayDeque<>(1);

    /** Made when a job waits, for mostly none does. */
    private Map<Long, WaitingRoom<Waiting>> rooms = Map.of();

    private long last;

    /** Adds the next job of the entity with the fences that it has to wait for; there may be none. */
    public void add(long seqno, List<FenceId> fences) {
        last = seqno;
        if (fences.isEmpty()) {
            return;
        }
        if (rooms.isEmpty()) {
            rooms = new TreeMap<>();
        }
        Waiting job = new Waiting(seqno, fences.size());
        jobs.addLast(job);
        for (FenceId fence : fences) {
            rooms.computeIfAbsent(fence.context(), context -> new WaitingRoom<>())
                    .add(fence.seqno(), job);
        }
    }

    /**
     * Takes the news of a context: everything up to {@code floor} has signalled, and so have single points above it.
     *
     * @return whether {@link #clearedThrough} has advanced
     */
    public boolean signalled(long context, long floor, Iterable<Long> above) {
        WaitingRoom<Waiting> room = rooms.get(context);
        if (room == null) {
            return false;
        }
        long before = clearedThrough();
        BiConsumer<Long, Waiting> met = (point, job) -> job.remaining--;
        room.serveThrough(floor, met);
        above.forEach(point -> room.servePoint(point, met));
        if (room.isEmpty()) {
            rooms.remove(context);
        }
        while (!jobs.isEmpty() && jobs.getFirst().remaining == 0) {
            jobs.removeFirst();
        }
        return clearedThrough() > before;
    }

    /** Forgets everything: the jobs that waited are over. */
    public void abandon() {
        jobs.clear();
        rooms = Map.of();
    }

    /** Returns the newest job such that it and all before it wait for nothing outside their ring. */
    public long clearedThrough() {
        return jobs.isEmpty() ? last : jobs.getFirst().seqno - 1;
    }
}
