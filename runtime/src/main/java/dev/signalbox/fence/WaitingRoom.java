package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Who waits for which point of one context. Waiters of one point are served in the order in which they asked, points in
 * ascending order. In the kernel: the callback list of a dma_fence.
 *
 * @param <W> whatever the owner needs to answer a waiter
 */
public final class WaitingRoom<W> {
    /** Made when somebody waits, for mostly nobody does. */
    private NavigableMap<Long, List<W>> waiters = Collections.emptyNavigableMap();

    /** Adds a waiter for a point that has not signalled. */
    public void add(long seqno, W waiter) {
        if (waiters.isEmpty()) {
            waiters = new TreeMap<>();
        }
        waiters.computeIfAbsent(seqno, point -> new ArrayList<>(2)).add(waiter);
    }

    /** Returns whether nobody waits. */
    public boolean isEmpty() {
        return waiters.isEmpty();
    }

    /** Hands every waiter whose point has signalled on the timeline to {@code served}, and forgets it. */
    public void serve(Timeline timeline, BiConsumer<Long, W> served) {
        serveThrough(timeline.floor(), served);
        if (!waiters.isEmpty()) {
            timeline.pointsAboveFloor().forEach(point -> servePoint(point, served));
        }
    }

    /** Hands every waiter of a point up to {@code seqno} to {@code served}, and forgets it. */
    public void serveThrough(long seqno, BiConsumer<Long, W> served) {
        while (!waiters.isEmpty() && waiters.firstKey() <= seqno) {
            Map.Entry<Long, List<W>> point = waiters.pollFirstEntry();
            point.getValue().forEach(waiter -> served.accept(point.getKey(), waiter));
        }
    }

    /** Hands every waiter of one point to {@code served}, and forgets it. */
    public void servePoint(long seqno, BiConsumer<Long, W> served) {
        List<W> due = waiters.isEmpty() ? null : waiters.remove(seqno);
        if (due != null) {
            due.forEach(waiter -> served.accept(seqno, waiter));
        }
    }

    /** Returns the lowest point that somebody waits for; {@link Long#MAX_VALUE} when nobody does. */
    public long lowestAwaited() {
        return waiters.isEmpty() ? Long.MAX_VALUE : waiters.firstKey();
    }
}
