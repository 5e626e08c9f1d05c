package dev.signalbox.resv;

import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/** What comes of asking for a lock. Nobody is ever held up by asking. */
public enum LockAnswer {
    /** It is held. */
    LOCKED(null),
    /** It was held before, perhaps through another object that shares the reservation. */
    ALREADY_LOCKED(Errno.EALREADY),
    /** Somebody older has it, or waits for it: give back all that is held, then ask again. */
    BACK_OFF(Errno.EDEADLK),
    /** Somebody younger has it: it is given as soon as that one lets go. The kernel sleeps here. */
    WAITING(null);

    private final @Nullable Errno errno;

    LockAnswer(@Nullable Errno errno) {
        this.errno = errno;
    }

    /** Returns the error that the kernel would return; null when it would return none. */
    public @Nullable Errno errno() {
        return errno;
    }
}
