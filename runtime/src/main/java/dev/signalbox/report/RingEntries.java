package dev.signalbox.report;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which job an entry of a ring belongs to: fold what was given to the rings. Remembers at least as many of the newest entries of a
 * ring as can be on it; entries in a row of jobs in a row take the room of one.
 */
final class RingEntries {
    /** Facts about an entry are told while it is on its ring; twice as many as fit there are kept. */
    private static final long KEPT = 2L * Engine.MOST_CREDITS;

    private record Stretch(long entry, FenceId first, int count) {
        boolean goesOn(long nextEntry, FenceId next) {
            return entry + count == nextEntry
                    && count < KEPT
                    && first.context() == next.context()
                    && first.seqno() + count == next.seqno();
        }
    }

    private final Map<Integer, Deque<Stretch>> rings = new TreeMap<>();

    void clear() {
        rings.clear();
    }

    /** Notes so many jobs in a row that were given to a ring; one that its driver kept from the hardware has no entry. */
    void ran(Fact.JobRan job, int count) {
        if (job.entry() == 0) {
            return;
        }
        Deque<Stretch> stretches = rings.computeIfAbsent(job.ring(), each -> new ArrayDeque<>());
        Stretch last = stretches.peekLast();
        if (last != null && last.goesOn(job.entry(), job.fence())) {
            stretches.removeLast();
            stretches.addLast(new Stretch(last.entry(), last.first(), last.count() + count));
        } else {
            stretches.addLast(new Stretch(job.entry(), job.fence(), count));
        }
        long newest = job.entry() + count - 1;
        while (stretches.getFirst().entry() + stretches.getFirst().count() - 1 <= newest - KEPT) {
            stretches.removeFirst();
        }
    }

    /** Returns the finished fence of the job; null when none is known. */
    @Nullable FenceId job(int ring, long entry) {
        Iterator<Stretch> newestFirst =
                rings.getOrDefault(ring, new ArrayDeque<>()).descendingIterator();
        while (newestFirst.hasNext()) {
            Stretch stretch = newestFirst.next();
            if (entry >= stretch.entry()) {
                long distance = entry - stretch.entry();
                return distance < stretch.count() ? stretch.first().plus((int) distance) : null;
            }
        }
        return null;
    }
}
