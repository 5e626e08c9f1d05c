package dev.signalbox.actor;

import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.BackendJob;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.PendingJob;
import org.jspecify.annotations.Nullable;

/** A job that was run and is not freed; and if it is on the hardware ring, what is to be written if it has to be written again. */
final class RingEntry extends PendingJob<RingMember> implements BackendJob {
    private final int ring;
    private final long ran;
    private final @Nullable Errno error;
    private Work work;
    private boolean ended;
    private boolean withHandler;

    /**
     * A job that is run now.
     *
     * @param error what its finished fence carries already
     */
    RingEntry(int ring, ArmedJob alike, RingMember member, long now, @Nullable Errno error) {
        super(member, alike, now);
        this.ring = ring;
        this.ran = now;
        this.error = error;
        this.work = alike.work();
    }

    /** When it was given to the ring. */
    long ran() {
        return ran;
    }

    /** Returns what is to be written for it. */
    Work toWrite() {
        return work;
    }

    boolean hasProgram() {
        return !work.program().isEmpty();
    }

    /** Written again, it does nothing but end: with an error, or as it would have. The first of several ends counts. */
    void end(@Nullable Errno with) {
        if (!ended) {
            ended = true;
            work = new Work(0, 0, with == null ? work.fault() : with, Program.none());
        }
    }

    /** The handler of timeouts has taken it: it is freed when it is over, and its entity not charged for it. */
    void takeByHandler() {
        withHandler = true;
    }

    boolean isWithHandler() {
        return withHandler;
    }

    @Override
    public int ring() {
        return ring;
    }

    @Override
    public int entity() {
        return owner().id();
    }

    @Override
    public FenceId finished() {
        return new FenceId(owner().finishedContext(), seqno());
    }

    @Override
    public long tag() {
        return alike().tag();
    }

    @Override
    public Work work() {
        return alike().work();
    }

    @Override
    public @Nullable Errno error() {
        return error;
    }
}
