package dev.signalbox.actor;

import dev.signalbox.fence.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is known and still to be given.
 *
 * @param failure why there is no value; null when there is one
 */
record ReadyAnswer<T>(
        Pledge<T> pledge, @Nullable T value, @Nullable Refusal failure) {
    static <T> ReadyAnswer<T> of(Pledge<T> pledge, T value) {
        return new ReadyAnswer<>(pledge, value, null);
    }

    static <T> ReadyAnswer<T> failed(Pledge<T> pledge, Refusal failure) {
        return new ReadyAnswer<>(pledge, null, failure);
    }

    /** Gives it; returns what is to be run where the listener wants it, or null when nobody listens. */
    @Nullable Runnable give() {
        return value == null ? refuse(failure) : pledge.answer(value);
    }

    /** Gives a failure instead; otherwise as {@link #give}. */
    @Nullable Runnable refuse(@Nullable Refusal why) {
        if (why == null) {
            throw new IllegalStateException("an answer has a value or a failure");
        }
        return pledge.fail(why);
    }
}
