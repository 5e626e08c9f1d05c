package dev.signalbox.fence;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a context knows of its fences: a floor ("all up to N have signalled"), single points above it that
 * signalled out of order, and the errors of those that failed.
 *
 * <p>Memory: points above the floor are as many as jobs in flight; errors are kept as runs of one errno, so a thousand
 * killed jobs in a row are one entry.
 */
public final class Timeline {
    private record Run(long last, Errno error) {}

    /**
     * What a timeline holds.
     *
     * @param above the points above the floor that have signalled
     * @param failures the points that ended with an error
     */
    public record State(long context, long floor, List<Points> above, List<Points> failures) {
        /** Copies the lists. */
        public State {
            above = List.copyOf(above);
            failures = List.copyOf(failures);
        }
    }

    private final long context;

    /** Both are made when the first point comes: of most contexts none ever does, and there are many contexts. */
    private NavigableSet<Long> above = Collections.emptyNavigableSet();

    private NavigableMap<Long, Run> failures = Collections.emptyNavigableMap();
    private long floor;
    private long failed;

    /** Creates the timeline of a context on which nothing has signalled. */
    public Timeline(long context) {
        this.context = context;
    }

    /** Returns the context whose points these are. */
    public long context() {
        return context;
    }

    /** Returns N such that every point up to N has signalled; 0 at first. */
    public long floor() {
        return floor;
    }

    /** Returns the points above the floor that have signalled, ascending; a view. */
    public Collection<Long> pointsAboveFloor() {
        return Collections.unmodifiableCollection(above);
    }

    /** Returns how many points signalled with an error. */
    public long failed() {
        return failed;
    }

    /** Returns whether the point has signalled. */
    public boolean isSignalled(long seqno) {
        return seqno <= floor || (!above.isEmpty() && above.contains(seqno));
    }

    /** Returns the error a point signalled with; null when it is pending or ended well. */
    public @Nullable Errno error(long seqno) {
        Map.Entry<Long, Run> run = failures.isEmpty() ? null : failures.floorEntry(seqno);
        return run != null && seqno <= run.getValue().last() ? run.getValue().error() : null;
    }

    /**
     * Signals one point.
     *
     * @param error why it failed, or null when it ended well
     * @return false when it had signalled before; nothing changes then
     */
    public boolean signal(long seqno, @Nullable Errno error) {
        if (isSignalled(seqno)) {
            return false;
        }
        if (error != null) {
            recordFailure(seqno, error);
        }
        advance(seqno);
        return true;
    }

    /** Signals every pending point up to one; they ended well. */
    public void signalThrough(long seqno) {
        floor = Math.max(floor, seqno);
        if (!above.isEmpty()) {
            above.headSet(floor, true).clear();
            absorb();
        }
    }

    /** Returns what it holds. */
    public State state() {
        Points.Gatherer signalled = new Points.Gatherer();
        above.forEach(point -> signalled.add(point, point, null));
        Points.Gatherer failing = new Points.Gatherer();
        failures.forEach((first, run) -> failing.add(first, run.last(), run.error()));
        return new State(context, floor, signalled.toList(), failing.toList());
    }

    private void recordFailure(long seqno, Errno error) {
        failed++;
        if (failures.isEmpty()) {
            failures = new TreeMap<>();
        }
        Map.Entry<Long, Run> before = failures.floorEntry(seqno);
        boolean continues = before != null
                && before.getValue().last() == seqno - 1
                && before.getValue().error() == error;
        failures.put(continues ? before.getKey() : seqno, new Run(seqno, error));
    }

    private void advance(long seqno) {
        if (seqno != floor + 1) {
            addAbove(seqno);
            return;
        }
        floor = seqno;
        absorb();
    }

    private void addAbove(long seqno) {
        if (above.isEmpty()) {
            above = new TreeSet<>();
        }
        above.add(seqno);
    }

    /** Moves the floor over the points above it that have signalled already. */
    private void absorb() {
        while (!above.isEmpty() && above.first() == floor + 1) {
            above.pollFirst();
            floor++;
        }
    }
}
