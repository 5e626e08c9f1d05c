package dev.signalbox.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is still to come. The stage is only made when somebody wants it, so that an answer nobody listens to costs no
 * message.
 *
 * @param <T> the answer
 */
public final class Pledge<T> {
    private record Answer<T>(@Nullable T value, @Nullable Throwable failure) {
        void deliverTo(CompletableFuture<T> stage) {
            if (failure != null) {
                stage.completeExceptionally(failure);
            } else {
                stage.complete(value);
            }
        }
    }

    /** Holds nothing, then either the answer or the stage that waits for it. */
    private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

    /** Returns a stage that completes with the answer. */
    @SuppressWarnings("unchecked")
    public CompletionStage<T> stage() {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Object before = state.compareAndExchange(null, stage);
        if (before instanceof Answer<?> answer) {
            ((Answer<T>) answer).deliverTo(stage);
            return stage;
        }
        return before == null ? stage : (CompletionStage<T>) before;
    }

    /** Gives the answer; returns what is to be run where the listener wants it, or null when nobody listens. */
    @Nullable Runnable answer(T value) {
        return settle(new Answer<>(value, null));
    }

    /** Gives a failure for an answer; otherwise as {@link #answer}. */
    @Nullable Runnable fail(Throwable failure) {
        return settle(new Answer<>(null, failure));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Runnable settle(Answer<T> answer) {
        Object before = state.getAndSet(answer);
        if (before instanceof Answer<?>) {
            throw new IllegalStateException("answered twice: " + before + ", then " + answer);
        }
        return before == null ? null : () -> answer.deliverTo((CompletableFuture<T>) before);
    }
}
