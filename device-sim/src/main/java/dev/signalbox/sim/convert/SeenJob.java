package dev.signalbox.sim.convert;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job that was accepted, and what became of it; times are nanoseconds from the start of the run, -1 for never. */
final class SeenJob {
    private final Fact.JobAccepted accepted;
    private final List<FenceId> named;
    private final long acceptedAt;
    private long ran = -1;
    private long over = -1;
    private @Nullable Errno error;

    SeenJob(Fact.JobAccepted accepted, List<FenceId> named, long acceptedAt) {
        this.accepted = accepted;
        this.named = named;
        this.acceptedAt = acceptedAt;
    }

    Fact.JobAccepted accepted() {
        return accepted;
    }

    /** Returns the dependencies that its buffers do not imply. */
    List<FenceId> named() {
        return named;
    }

    long acceptedAt() {
        return acceptedAt;
    }

    void ran(long nanos) {
        ran = nanos;
    }

    long ran() {
        return ran;
    }

    void over(long nanos, @Nullable Errno with) {
        over = nanos;
        error = with;
    }

    boolean isOver() {
        return over >= 0;
    }

    long over() {
        return over;
    }

    @Nullable Errno error() {
        return error;
    }
}
