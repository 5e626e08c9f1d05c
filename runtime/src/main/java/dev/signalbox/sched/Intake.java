package dev.signalbox.sched;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts batches of one entity back in order. Places in the queue are given where jobs are submitted; batches that use buffers
 * take the way through the memory manager, others do not, so they may arrive out of order.
 *
 * @param <T> what arrives
 */
public final class Intake<T> {
    private record Early<T>(T item, int places) {}

    /** Made when something comes early, for mostly nothing does. */
    private NavigableMap<Long, Early<T>> early = Collections.emptyNavigableMap();

    private long next = 1;

    /**
     * Takes a batch and hands on what is now in order.
     *
     * @param first the place of its first job, counted from 1
     * @param places how many places it fills, at least 1
     */
    public void arrive(long first, int places, T item, Consumer<T> inOrder) {
        if (first == next && early.isEmpty()) {
            next += places;
            inOrder.accept(item);
            return;
        }
        if (early.isEmpty()) {
            early = new TreeMap<>();
        }
        if (first < next || early.putIfAbsent(first, new Early<>(item, places)) != null) {
            throw new IllegalStateException("place " + first + " was filled before");
        }
        while (!early.isEmpty() && early.firstKey() == next) {
            Early<T> due = early.pollFirstEntry().getValue();
            next += due.places();
            inOrder.accept(due.item());
        }
    }

    /** Returns the next place that has not been handed on. */
    public long next() {
        return next;
    }
}
