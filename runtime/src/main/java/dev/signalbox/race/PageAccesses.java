package dev.signalbox.race;

import dev.signalbox.event.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The last accesses of each page: those that no later one makes superfluous. A write does that to what is before it, a read to
 * reads before it; so whoever is unordered with a forgotten access is unordered with one that is kept.
 */
public final class PageAccesses {
    private static final int SWEEP_LEAST = 64;

    /** Hears of accesses that nothing orders and of which one writes. */
    @FunctionalInterface
    public interface Conflicts {
        /** The job that now accesses these pages races with an earlier one. */
        void found(AccessingJob earlier, boolean earlierWrites, boolean laterWrites, PageRange pages);
    }

    private record Access(AccessingJob job, boolean write) {}

    private record Segment(long end, List<Access> accesses) {}

    /** By the first page; no two overlap, and neighbours differ. */
    private final NavigableMap<Long, Segment> segments = new TreeMap<>();

    private int sweepAt = SWEEP_LEAST;

    /** Creates one without accesses. */
    public PageAccesses() {}

    /** Returns how many ranges it keeps. */
    public int size() {
        return segments.size();
    }

    /** A job accessed pages. */
    public void access(AccessingJob job, PageRange pages, boolean write, Conflicts conflicts) {
        long end = pages.first() + pages.count();
        long next = pages.first();
        for (Map.Entry<Long, Segment> old : takeOut(pages.first(), end)) {
            put(next, old.getKey(), List.of(new Access(job, write)));
            next = old.getValue().end();
            PageRange same = new PageRange(old.getKey(), next - old.getKey());
            put(old.getKey(), next, updated(old.getValue().accesses(), job, same, write, conflicts));
        }
        put(next, end, List.of(new Access(job, write)));
        Segment behind = segments.remove(end);
        if (behind != null) {
            put(end, behind.end(), behind.accesses());
        }
    }

    private static List<Access> updated(
            List<Access> accesses, AccessingJob job, PageRange pages, boolean write, Conflicts conflicts) {
        List<Access> updated = new ArrayList<>(accesses.size() + 1);
        boolean writes = write;
        for (Access access : accesses) {
            if (access.job() == job) {
                writes |= access.write();
            } else if (!access.job().isBefore(job)) {
                updated.add(access);
                if ((write || access.write()) && !job.isBefore(access.job())) {
                    conflicts.found(access.job(), access.write(), write, pages);
                }
            } else if (access.write() && !write) {
                updated.add(access);
            }
        }
        updated.add(new Access(job, writes));
        return updated;
    }

    /** Forgets all accesses of these pages. */
    public void forget(PageRange pages) {
        takeOut(pages.first(), pages.first() + pages.count());
    }

    /** Forgets accesses of jobs that nobody can overlap any more, now and then: when there are twice as many ranges as were left. */
    public void sweep(JobOrder order) {
        if (segments.size() < sweepAt) {
            return;
        }
        long horizon = order.horizon();
        List<Map.Entry<Long, Segment>> all = takeOut(0, Long.MAX_VALUE);
        for (Map.Entry<Long, Segment> old : all) {
            List<Access> kept = old.getValue().accesses().stream()
                    .filter(access -> !access.job().life().isOverBy(horizon))
                    .toList();
            if (!kept.isEmpty()) {
                put(old.getKey(), old.getValue().end(), kept);
            }
        }
        sweepAt = Math.max(SWEEP_LEAST, 2 * segments.size());
    }

    /** Removes and returns what is between two pages, cut off there. */
    private List<Map.Entry<Long, Segment>> takeOut(long first, long end) {
        cut(first);
        cut(end);
        NavigableMap<Long, Segment> within = segments.subMap(first, true, end, false);
        List<Map.Entry<Long, Segment>> taken = new ArrayList<>();
        within.forEach((start, segment) -> taken.add(Map.entry(start, segment)));
        within.clear();
        return taken;
    }

    private void cut(long page) {
        Map.Entry<Long, Segment> at = segments.lowerEntry(page);
        if (at != null && at.getValue().end() > page) {
            segments.put(at.getKey(), new Segment(page, at.getValue().accesses()));
            segments.put(page, at.getValue());
        }
    }

    /** Adds a range of free pages to the one before it if that has the same accesses. */
    private void put(long first, long end, List<Access> accesses) {
        if (first == end) {
            return;
        }
        Map.Entry<Long, Segment> before = segments.lowerEntry(first);
        boolean joins = before != null
                && before.getValue().end() == first
                && before.getValue().accesses().equals(accesses);
        segments.put(joins ? before.getKey() : Long.valueOf(first), new Segment(end, accesses));
    }
}
