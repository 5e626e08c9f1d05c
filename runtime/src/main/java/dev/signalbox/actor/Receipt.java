package dev.signalbox.actor;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import org.jspecify.annotations.Nullable;

/**
 * The two answers to a submission: that it was accepted (when, in nanoseconds on the device's clock; a refusal is a failure
 * with {@link dev.signalbox.fence.Refusal}), and how it ended.
 */
public record Receipt(Pledge<Long> accepted, OpenBatch ended) {
    /** Creates a receipt with both answers to come. */
    public Receipt() {
        this(new Pledge<>(), new OpenBatch());
    }

    /**
     * How a batch ended.
     *
     * @param time when its last job was over, in nanoseconds on the device's clock
     * @param failed how many of its jobs ended with an error
     * @param firstFailure the fence and errno of the first of them; null when all ended well
     */
    public record BatchEnd(long time, int failed, @Nullable Failure firstFailure) {}

    /** A job that ended with an error. */
    public record Failure(FenceId fence, Errno error) {}
}
