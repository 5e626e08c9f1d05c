package dev.signalbox.race;

import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of one queue's jobs: each is over before the next begins, and before the fence of the next signals. On one ring that
 * is because rings execute in order; a queue moves to another ring only when all of its jobs are over.
 */
final class QueueOrder {
    /** Who is waited for, once that is known; a place without a job stays without. */
    private static final class Expected {
        private @Nullable LikeJobs jobs;

        void addTo(Bounds bounds, Consumer<LikeJobs> adder) {
            if (jobs == null) {
                bounds.beforeNow();
            } else {
                adder.accept(jobs);
            }
        }
    }

    private final int client;
    private final long finishedContext;
    private final List<Integer> rings;
    private final Semaphores semaphores;
    private @Nullable LikeJobs lastSettled;

    /** Jobs that are not over, by the first of them. */
    private final NavigableMap<Long, LikeJobs> open = new TreeMap<>();

    /** Those of which it is not known yet what is before them; in order. */
    private final ArrayDeque<LikeJobs> unsettled = new ArrayDeque<>();

    /** Jobs that others wait for before they were accepted. */
    private final NavigableMap<Long, Expected> expected = new TreeMap<>();

    private Clock given = Clock.START;
    private Clock begun = Clock.START;

    /** Of places up to this one it is known whether they have a job, but for those that were never heard of. */
    private long knownThrough;

    /** Nothing was heard of some places up to this one. */
    private long unseenThrough;

    /** Places beyond that have no job. */
    private final NavigableSet<Long> skipped = new TreeSet<>();

    /**
     * Creates the order of a queue without jobs.
     *
     * @param rings those that it may use
     * @param semaphores of its client
     */
    QueueOrder(int client, long finishedContext, List<Integer> rings, Semaphores semaphores) {
        this.client = client;
        this.finishedContext = finishedContext;
        this.rings = rings;
        this.semaphores = semaphores;
    }

    int client() {
        return client;
    }

    long finishedContext() {
        return finishedContext;
    }

    Semaphores semaphores() {
        return semaphores;
    }

    /** Returns whether all its jobs are over. */
    boolean isIdle() {
        return open.isEmpty();
    }

    /** Returns a wait for a fence of this queue, by a job of another that is accepted now. */
    Wait waitFor(FenceId fence) {
        return fence.context() == finishedContext ? waitForFinished(fence.seqno()) : waitForScheduled(fence.seqno());
    }

    /** Accepts jobs in a row. */
    void accept(long first, int count, List<Wait> waits, MemorySync sync, long now) {
        boolean gap = first > knownThrough + 1;
        if (gap) {
            unseenThrough = first - 1;
        }
        List<Wait> all =
                gap ? Stream.concat(waits.stream(), Stream.of(Wait.UNKNOWN)).toList() : waits;
        LikeJobs jobs = new LikeJobs(this, first, count, now, all, sync);
        open.put(first, jobs);
        unsettled.addLast(jobs);
        NavigableMap<Long, Expected> met = expected.subMap(first, true, jobs.last(), true);
        met.values().forEach(each -> each.jobs = jobs);
        met.clear();
        knowThrough(jobs.last());
    }

    private void knowThrough(long seqno) {
        knownThrough = Math.max(knownThrough, seqno);
        skipped.headSet(knownThrough, true).clear();
        while (!skipped.isEmpty() && skipped.first() == knownThrough + 1) {
            knownThrough = skipped.pollFirst();
        }
    }

    /** Notes that a place has no job; its fence signals once the jobs before it are over. */
    void skip(long seqno) {
        expected.remove(seqno);
        if (seqno > knownThrough) {
            skipped.add(seqno);
            knowThrough(knownThrough);
        }
    }

    /** Returns the jobs among which is a job that is not over; null when there are none. */
    @Nullable LikeJobs find(long seqno) {
        LikeJobs jobs = newest(seqno);
        return jobs != null && seqno <= jobs.last() ? jobs : null;
    }

    /** Returns the newest jobs up to a place that are not over. */
    private @Nullable LikeJobs newest(long seqno) {
        Map.Entry<Long, LikeJobs> at = open.floorEntry(seqno);
        return at == null ? null : at.getValue();
    }

    /** Finds out what is before the jobs up to one, which is given to a ring, or ends without (-1). */
    void settleThrough(long seqno, int ring, long now, LongSupplier horizon) {
        while (!unsettled.isEmpty() && unsettled.getFirst().first() <= seqno) {
            LikeJobs jobs = unsettled.removeFirst();
            Bounds bounds = new Bounds(given, begun, ring, now);
            if (lastSettled != null) {
                bounds.behind(lastSettled);
            }
            jobs.settle(bounds);
            lastSettled = jobs;
            if (ring >= 0) {
                semaphores.given(jobs, horizon);
            }
            given = jobs.given();
            begun = jobs.begun();
        }
    }

    /** Notes that jobs in a row are over. */
    void end(long seqno, int count, long now, long round, LongSupplier horizon) {
        settleThrough(seqno + count - 1, -1, now, horizon);
        long end = seqno + count;
        for (long next = seqno; next < end; ) {
            LikeJobs jobs = find(next);
            if (jobs == null) {
                Long later = open.higherKey(next);
                next = later == null ? end : later;
            } else {
                int alike = (int) (Math.min(end - 1, jobs.last()) - next + 1);
                jobs.see(round);
                if (jobs.end(next, alike, now)) {
                    jobs.closeEyes();
                    open.remove(jobs.first());
                }
                next += alike;
            }
        }
        for (long place = Math.max(seqno, knownThrough + 1); place < end; place++) {
            skip(place);
        }
    }

    /** Returns when the oldest job that is not over was accepted; the given time when there is none. */
    long oldestAcceptance(long otherwise) {
        return open.isEmpty() ? otherwise : open.firstEntry().getValue().acceptedAt();
    }

    private Wait waitForFinished(long seqno) {
        return waitFor(seqno, (jobs, bounds) -> addFinished(jobs, seqno, bounds));
    }

    /** A scheduled fence says only that the job was given to its ring, and so what was over then. */
    private Wait waitForScheduled(long seqno) {
        return waitFor(seqno, (jobs, bounds) -> bounds.beforeGiven(jobs.given()));
    }

    private Wait waitFor(long seqno, BiConsumer<LikeJobs, Bounds> adder) {
        if (seqno <= unseenThrough || skipped.contains(seqno)) {
            return Wait.UNKNOWN;
        }
        if (seqno > knownThrough) {
            Expected later = expected.computeIfAbsent(seqno, each -> new Expected());
            return bounds -> later.addTo(bounds, jobs -> adder.accept(jobs, bounds));
        }
        LikeJobs jobs = newest(seqno);
        return jobs == null ? Wait.NOTHING : bounds -> adder.accept(jobs, bounds);
    }

    /** The fence of a job that never leaves the ring counts as signalled when that job was given to the ring. */
    private void addFinished(LikeJobs jobs, long seqno, Bounds bounds) {
        Clock over = jobs.over(seqno);
        if (rings.size() == 1 && rings.get(0) == bounds.ring()) {
            bounds.beforeGiven(jobs.given());
            bounds.beforeBegun(over);
            bounds.behind(jobs);
        } else {
            bounds.beforeGiven(over);
        }
    }
}
