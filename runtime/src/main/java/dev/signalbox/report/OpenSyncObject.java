package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A sync object of {@link OpenSyncs}: by point, the fences that were put in there and may be pending. */
final class OpenSyncObject {
    final SyncFact.SyncObjectCreated created;
    private final NavigableMap<Long, List<FenceId>> points = new TreeMap<>(Long::compareUnsigned);
    private boolean empty;
    private long newest;

    private final Map<Integer, Integer> handles = new TreeMap<>();

    OpenSyncObject(SyncFact.SyncObjectCreated created) {
        this.created = created;
        this.empty = !created.signalled();
        addHandle(created.client());
    }

    void addHandle(int client) {
        handles.merge(client, 1, Integer::sum);
    }

    /** Returns whether that was the last one of all clients. */
    boolean closeHandle(int client) {
        handles.computeIfPresent(client, (each, count) -> count == 1 ? null : count - 1);
        return handles.isEmpty();
    }

    /** Returns how many handles each client has. */
    Map<Integer, Integer> handles() {
        return handles;
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

    /** Takes over what another object holds up to a point, in place of everything; 0 for all. */
    void take(OpenSyncObject source, long point) {
        Long covering = point == 0 || source.points.isEmpty() ? null : source.points.ceilingKey(point);
        NavigableMap<Long, List<FenceId>> taken =
                new TreeMap<>(covering == null ? source.points : source.points.headMap(covering, true));
        long last = covering != null ? covering : point == 0 ? source.newest : 0;
        reset();
        empty = false;
        newest = last;
        taken.forEach((at, fences) -> points.put(at, new ArrayList<>(fences)));
    }

    /**
     * Returns the points that are not reached, each with those of its own fences that are not over, which may be none; the point is
     * 0 for what was put in without one.
     */
    NavigableMap<Long, List<FenceId>> pending(Predicate<FenceId> over) {
        NavigableMap<Long, List<FenceId>> pending = new TreeMap<>(Long::compareUnsigned);
        points.forEach((point, fences) -> {
            List<FenceId> open =
                    fences.stream().filter(over.negate()).distinct().toList();
            if (!open.isEmpty() || !pending.isEmpty()) {
                pending.put(point, open);
            }
        });
        return pending;
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
