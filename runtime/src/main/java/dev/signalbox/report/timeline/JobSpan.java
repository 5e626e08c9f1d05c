package dev.signalbox.report.timeline;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job and its times, in nanoseconds on the device's clock; the fold that made it fills them in as they happen. */
public final class JobSpan {
    /** The time of what has not happened, and the ring of a job that has not been queued on any. */
    public static final int NEVER = -1;

    private final int index;
    private final QueueLane queue;
    private final Fact.JobAccepted job;
    private final int slot;
    private int ring = NEVER;
    private long queued = NEVER;
    private boolean drained;
    private long given = NEVER;
    private long start = NEVER;
    private long end = NEVER;
    private long left = NEVER;
    private @Nullable Errno error;

    JobSpan(int index, QueueLane queue, Fact.JobAccepted job, int slot) {
        this.index = index;
        this.queue = queue;
        this.job = job;
        this.slot = slot;
    }

    void queued(int onRing, long time) {
        ring = onRing;
        queued = time;
    }

    void given(int onRing, long time) {
        ring = onRing;
        given = time;
    }

    /** Its ring has given it back. */
    void drained() {
        drained = true;
    }

    /** Returns whether it stands in the queue of its ring. */
    boolean isQueued() {
        return queued != NEVER && given == NEVER && !drained;
    }

    void start(long time) {
        start = time;
    }

    void end(long time, @Nullable Errno withError) {
        end = time;
        error = withError;
    }

    void left(long time) {
        left = time;
    }

    /** Returns its place in the order of acceptance, counted from 0. */
    public int index() {
        return index;
    }

    /** Returns the queue of a client in which it was. */
    public QueueLane queue() {
        return queue;
    }

    /** Returns its finished fence, by which facts name it. */
    public FenceId fence() {
        return job.fence();
    }

    /** Returns the number that the program gave it. */
    public long tag() {
        return job.tag();
    }

    /** Returns what it asks its engine to do. */
    public Work work() {
        return job.work();
    }

    /** Returns the credits it asked for; its ring cuts them down to its own. */
    public int credits() {
        return job.credits();
    }

    /** Returns the fences it had to wait for, named by the client or implied by its buffers. */
    public List<FenceId> dependencies() {
        return job.dependencies();
    }

    /** Returns its place among the unfinished jobs of its queue, the lowest one that was free, from 0. */
    public int slot() {
        return slot;
    }

    /** Returns the number of its ring. */
    public int ring() {
        return ring;
    }

    /** Returns when it was accepted. */
    public long accepted() {
        return job.time();
    }

    /** Returns when it was queued on its ring. */
    public long queued() {
        return queued;
    }

    /** Returns when it was given to its ring. */
    public long given() {
        return given;
    }

    /** Returns when its engine took it up. */
    public long start() {
        return start;
    }

    /** Returns when its finished fence signalled. */
    public long end() {
        return end;
    }

    /** Returns when it left its ring: with its end, or later when it was given up before. */
    public long left() {
        return left;
    }

    /** Returns what it ended with; null when it ended well or is not over. */
    public @Nullable Errno error() {
        return error;
    }

    /** Returns whether its engine took it up before it was over. */
    public boolean ran() {
        return start != NEVER && (end == NEVER || start <= end);
    }

    /** Returns until when it waited: its start, or its end when it never ran; {@link #NEVER} while it still waits. */
    public long waitedUntil() {
        return ran() ? start : end;
    }
}
