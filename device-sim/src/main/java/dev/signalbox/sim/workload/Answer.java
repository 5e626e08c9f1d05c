package dev.signalbox.sim.workload;

import dev.signalbox.fence.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question: a value, or a refusal.
 *
 * @param value null when it was refused
 * @param refusal null when it was not
 */
record Answer<T>(@Nullable T value, @Nullable Refusal refusal) {
    /** Asks; a refusal that is thrown is an answer like one that comes later. */
    static <T> CompletableFuture<T> ask(Supplier<CompletionStage<T>> question) {
        try {
            return question.get().toCompletableFuture();
        } catch (Refusal thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /**
     * Returns what has come.
     *
     * @param over has completed
     */
    static <T> Answer<T> of(CompletableFuture<T> over) {
        try {
            return new Answer<>(over.join(), null);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Refusal refusal) {
                return new Answer<>(null, refusal);
            }
            throw failure;
        }
    }
}
