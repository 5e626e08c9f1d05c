package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A sync object of {@link OpenSyncs}: by point, the fences that were put in there and may be pending. */
final class OpenSyncObject {
    final SyncFact.SyncObjectCreated created;
    private final NavigableMap<Long, List<FenceId>> points = new TreeMap<>(Long::compareUnsigned);
    private boolean empty;
    private long newest;
    private int handles = 1;

    OpenSyncObject(SyncFact.SyncObjectCreated created) {
        this.created = created;
        this.empty = !created.signalled();
    }

    void addHandle() {
        handles++;
    }

    /** Returns whether that was the last one. */
    boolean closeHandle() {
        handles--;
        return handles == 0;
    }

    void reset() {
        points.clear();
        newest = 0;
        empty = true;
    }

    /** Puts fences in, as a point or, when that is 0, in place of everything; forgets old points that are over. */
    void put(long point, List<FenceId> fences, Predicate<FenceId> over) {
        if (point == 0) {
            reset();
        }
        while (!points.isEmpty() && points.firstEntry().getValue().stream().allMatch(over)) {
            points.pollFirstEntry();
        }
        empty = false;
        newest = Long.compareUnsigned(point, newest) > 0 ? point : newest;
        points.computeIfAbsent(newest, each -> new ArrayList<>()).addAll(fences);
    }

    boolean isEmpty() {
        return empty;
    }

    /** Returns the newest point; 0 when it has none. */
    long newest() {
        return newest;
    }

    boolean has(long point) {
        return !empty && Long.compareUnsigned(point, newest) <= 0;
    }

    /** Returns the fences that may be pending before a point that is there is reached. */
    List<FenceId> before(long point) {
        Long covering = point == 0 ? null : points.ceilingKey(point);
        Collection<List<FenceId>> until = covering == null
                ? points.values()
                : points.headMap(covering, true).values();
        return until.stream().flatMap(List::stream).toList();
    }
}
