package dev.signalbox.examples.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Bounds how far a submitter runs ahead, in two halves: it fills one while the other drains. Half a window is full before
 * anybody waits, so waiting costs little per item.
 */
final class Window {
    private final int half;
    private int filled;
    private CompletionStage<?> drained = CompletableFuture.completedFuture(null);

    /** Creates an empty window for so many items, at least 2. */
    Window(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("a window has two halves, so at least 2 items, not " + capacity);
        }
        half = capacity / 2;
    }

    /** Counts items that were just sent; returns whether the caller must now {@link #turn}. */
    boolean fill(int items) {
        filled += items;
        return filled >= half;
    }

    /**
     * Begins the next half as soon as the one before the current has drained.
     *
     * @param end completes when the current half has drained
     */
    void turn(CompletionStage<?> end) {
        drained.toCompletableFuture().join();
        drained = end;
        filled = 0;
    }
}
