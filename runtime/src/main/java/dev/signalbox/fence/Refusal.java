package dev.signalbox.fence;

import org.jspecify.annotations.Nullable;

/**
 * A request that was not granted: nothing has changed. Carries the errno that Linux would give, one sentence why and one
 * sentence what to try.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final String reason;
    private final String hint;
    private final transient @Nullable FenceId retryAfter;

    /** Creates a refusal that trying again will not help. */
    public Refusal(Errno errno, String reason, String hint) {
        this(errno, reason, hint, null);
    }

    /**
     * Creates a refusal.
     *
     * @param retryAfter the fence after whose signal the same request would be granted; null when there is none
     */
    public Refusal(Errno errno, String reason, String hint, @Nullable FenceId retryAfter) {
        super(errno.negated() + ": " + reason + " (" + hint + ")", null, false, errno != Errno.EAGAIN);
        this.errno = errno;
        this.reason = reason;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    /** Returns the error's name. */
    public Errno errno() {
        return errno;
    }

    /** Returns one sentence that says why. */
    public String reason() {
        return reason;
    }

    /** Returns one sentence that says what to try. */
    public String hint() {
        return hint;
    }

    /** Returns the credit of an {@code -EAGAIN}: the fence after whose signal the same request would be granted; else null. */
    public @Nullable FenceId retryAfter() {
        return retryAfter;
    }
}
