package dev.signalbox.examples.benchmarks;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import java.util.concurrent.CompletableFuture;

/** Counts the jobs that have come to stand in the queue of a ring, and keeps nothing else of what it hears. */
final class JobCount implements Facts {
    private long queued;
    private long awaited = Long.MAX_VALUE;
    private CompletableFuture<Void> reached = new CompletableFuture<>();

    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    @Override
    public synchronized void report(Fact first, int count) {
        if (first instanceof Fact.JobQueued) {
            queued += count;
            completeIfReached();
        }
    }

    /** Waits until so many jobs more than now have come. To be called before they are submitted. */
    synchronized CompletableFuture<Void> more(long jobs) {
        awaited = queued + jobs;
        reached = new CompletableFuture<>();
        completeIfReached();
        return reached;
    }

    private void completeIfReached() {
        if (queued >= awaited) {
            awaited = Long.MAX_VALUE;
            reached.complete(null);
        }
    }
}
