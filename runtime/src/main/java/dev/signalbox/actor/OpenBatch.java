package dev.signalbox.actor;

import dev.signalbox.actor.Receipt.BatchEnd;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a submission how it ended, and until then all that its entity keeps of it besides its jobs: a million of them may be
 * queued.
 */
public final class OpenBatch extends Pledge<BatchEnd> {
    /** The place of its last job; known to its entity. */
    private long last;

    /** What is owed until it is accepted or refused. */
    private @Nullable Pledge<Long> accepted;

    private @Nullable OpenBatch next;

    /** Its entity has got it. */
    void arrived(Batch batch) {
        last = batch.last();
        accepted = batch.receipt().accepted();
    }

    long last() {
        return last;
    }

    /** Returns the one that came behind it. */
    @Nullable OpenBatch next() {
        return next;
    }

    void next(@Nullable OpenBatch behind) {
        next = behind;
    }

    /** Returns what was owed for its being accepted or refused, which is owed no more; null when it was not. */
    @Nullable Pledge<Long> settleAccepted() {
        Pledge<Long> owed = accepted;
        accepted = null;
        return owed;
    }
}
