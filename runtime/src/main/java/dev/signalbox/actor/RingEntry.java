package dev.signalbox.actor;

import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.sched.ArmedJob;
import org.jspecify.annotations.Nullable;

/** A job that is on the hardware ring, and what is to be written if it has to be written again. */
final class RingEntry {
    private final ArmedJob job;
    private final RingMember member;
    private final long ran;
    private Work work;
    private boolean ended;

    RingEntry(ArmedJob job, RingMember member, long ran) {
        this.job = job;
        this.member = member;
        this.ran = ran;
        this.work = job.work();
    }

    ArmedJob job() {
        return job;
    }

    RingMember member() {
        return member;
    }

    /** When it was given to the ring. */
    long ran() {
        return ran;
    }

    Work work() {
        return work;
    }

    boolean hasProgram() {
        return !work.program().isEmpty();
    }

    /** Written again, it does nothing but end: with an error, or as it would have. The first of several ends counts. */
    void end(@Nullable Errno error) {
        if (!ended) {
            ended = true;
            work = new Work(0, 0, error == null ? work.fault() : error, Program.none());
        }
    }
}
