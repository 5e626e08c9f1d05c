package dev.signalbox;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who waits until no job of a queue is queued any more. May be used by any thread. */
final class Flushes {
    private static final class Open {
        final CompletableFuture<Duration> left = new CompletableFuture<>();
    }

    private final Client client;

    /** Made when the first waits. */
    private Set<Open> open = Set.of();

    Flushes(Client client) {
        this.client = client;
    }

    /**
     * Waits for the start of the last job.
     *
     * @return how much of the patience is left then
     */
    CompletionStage<Duration> await(Fence started, Duration patience) {
        long until = client.device().after(patience);
        Open flush = add();
        CompletionStage<Integer> first = client.awaitAll(List.of(started), patience);
        return first.handle((place, why) -> why == null ? left(until) : Duration.ZERO)
                .applyToEither(flush.left, left -> over(flush, left));
    }

    /** The queue is killed: nobody has to wait. */
    void end() {
        for (Open flush : snapshot()) {
            client.execute(() -> flush.left.complete(Duration.ZERO));
        }
    }

    private synchronized Open add() {
        Open flush = new Open();
        open = open.isEmpty() ? new LinkedHashSet<>() : open;
        open.add(flush);
        return flush;
    }

    private synchronized List<Open> snapshot() {
        return List.copyOf(open);
    }

    private synchronized Duration over(Open flush, Duration left) {
        open.remove(flush);
        return left;
    }

    private Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - client.device().board().now()));
    }
}
