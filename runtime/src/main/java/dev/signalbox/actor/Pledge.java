package dev.signalbox.actor;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is still to come. The stage is only made when somebody wants it, so that an answer nobody listens to costs no
 * message.
 *
 * @param <T> the answer; not itself a stage
 */
public class Pledge<T> {
    /** Instead of an answer. */
    private record Failed(Throwable cause) {}

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Pledge, @Nullable Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Pledge.class, Object.class, "state");

    /** Holds nothing, then the stage that somebody made to wait for the answer, then the answer: a value, or {@link Failed}. */
    private volatile @Nullable Object state;

    /** Returns a stage that completes with the answer. */
    @SuppressWarnings("unchecked")
    public final CompletionStage<T> stage() {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (STATE.compareAndSet(this, null, stage)) {
            return stage;
        }
        Object known = Objects.requireNonNull(state);
        if (known instanceof CompletableFuture<?> made) {
            return (CompletionStage<T>) made;
        }
        deliver(known, stage);
        return stage;
    }

    /** Gives the answer; returns what is to be run where the listener wants it, or null when nobody listens. */
    final @Nullable Runnable answer(T value) {
        return settle(value);
    }

    /** Gives a failure for an answer; otherwise as {@link #answer}. */
    final @Nullable Runnable fail(Throwable failure) {
        return settle(new Failed(failure));
    }

    private @Nullable Runnable settle(Object answer) {
        Object before = STATE.getAndSet(this, answer);
        if (before == null) {
            return null;
        }
        if (before instanceof CompletableFuture<?> stage) {
            return () -> deliver(answer, stage);
        }
        throw new IllegalStateException("answered twice: " + before + ", then " + answer);
    }

    @SuppressWarnings("unchecked")
    private static <T> void deliver(Object answer, CompletableFuture<T> stage) {
        if (answer instanceof Failed failed) {
            stage.completeExceptionally(failed.cause());
        } else {
            stage.complete((T) answer);
        }
    }
}
