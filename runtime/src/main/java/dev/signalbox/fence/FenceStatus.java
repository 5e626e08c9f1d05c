package dev.signalbox.fence;

import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of a fence.
 *
 * @param isSignalled whether it has signalled
 * @param error why it did not end well; null while it is pending, and when it ended well
 */
public record FenceStatus(boolean isSignalled, @Nullable Errno error) {
    /** Pending: whether it will fail is not known. */
    public static final FenceStatus PENDING = new FenceStatus(false, null);
    /** Signalled, and ended well. */
    public static final FenceStatus OK = new FenceStatus(true, null);

    /** Checks that a pending fence shows no error. */
    public FenceStatus {
        if (!isSignalled && error != null) {
            throw new IllegalArgumentException("the error " + error + " of a pending fence is invisible");
        }
    }

    /** Returns the status of a fence that has signalled. */
    public static FenceStatus signalled(@Nullable Errno error) {
        return error == null ? OK : new FenceStatus(true, error);
    }

    /** Prints {@code pending}, {@code ok} or the error. */
    @Override
    public String toString() {
        return !isSignalled ? "pending" : error == null ? "ok" : error.negated();
    }
}
