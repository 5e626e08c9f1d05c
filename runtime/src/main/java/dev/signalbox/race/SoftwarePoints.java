package dev.signalbox.race;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A software timeline: what waits for a point of it comes after all jobs that were over when the program signalled that. */
final class SoftwarePoints {
    private static final class Point implements Wait {
        private Clock signalled = Clock.START;

        @Override
        public void addTo(Bounds bounds) {
            bounds.beforeGiven(signalled);
        }
    }

    /** The points that jobs wait for. */
    private final NavigableMap<Long, Point> pending = new TreeMap<>();

    private long signalledThrough;

    /** Returns a job's wait for a point; one that has signalled tells nothing new to a job that is accepted only now. */
    Wait waitFor(long seqno) {
        return seqno <= signalledThrough ? Wait.NOTHING : pending.computeIfAbsent(seqno, each -> new Point());
    }

    /** Signals the points up to one. */
    void signalThrough(long seqno, long now) {
        signalledThrough = Math.max(signalledThrough, seqno);
        NavigableMap<Long, Point> reached = pending.headMap(seqno, true);
        reached.values().forEach(point -> point.signalled = Clock.START.atLeast(now));
        reached.clear();
    }
}
