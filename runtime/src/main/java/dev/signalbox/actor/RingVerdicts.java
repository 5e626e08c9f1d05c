package dev.signalbox.actor;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.Backend;
import dev.signalbox.ring.Verdict;

/** Asks the driver about the oldest job of a ring, and does what it says. In the kernel: drm_sched_job_timedout. */
final class RingVerdicts {
    /** What may follow for the ring. */
    interface Ring {
        /** It is to be emptied; what was on it ends with an error. */
        void drop(Errno lost);

        /** The driver says that the device is gone. */
        void deviceGone();
    }

    private final RingRoom room;
    private final RingJobs jobs;
    private final RingWork work;
    private final RingDispatch hardware;
    private final RingRecovery recovery;
    private final Backend backend;
    private final Ring ring;
    private boolean cancelled;

    RingVerdicts(
            RingRoom room,
            RingJobs jobs,
            RingWork work,
            RingDispatch hardware,
            RingRecovery recovery,
            Backend backend,
            Ring ring) {
        this.room = room;
        this.jobs = jobs;
        this.work = work;
        this.hardware = hardware;
        this.recovery = recovery;
        this.backend = backend;
        this.ring = ring;
    }

    /** What is pending is cancelled: its driver is not asked any more. */
    void cancel() {
        cancelled = true;
    }

    /** The oldest job has run out of time, or a fault is reported. One that is over by now is only freed. */
    void handle(String reason) {
        RingEntry oldest = work.takeOldest();
        if (oldest == null) {
            return;
        }
        Verdict verdict = verdict(oldest);
        if (verdict instanceof Verdict.EndJob end) {
            endJob(oldest, end);
        } else {
            work.putBack(oldest);
            handle(oldest, verdict, reason);
        }
        work.restartTimer();
    }

    private Verdict verdict(RingEntry oldest) {
        if (oldest.isFinished()) {
            return Verdict.noHang();
        }
        return cancelled ? Verdict.recover() : backend.timedOut(oldest);
    }

    private void endJob(RingEntry oldest, Verdict.EndJob end) {
        recovery.tellHung();
        blame(oldest, end);
        oldest.takeByHandler();
        recovery.isEnding();
        hardware.end(job -> job.finished().equals(oldest.finished()), end.error());
    }

    private void handle(RingEntry oldest, Verdict verdict, String reason) {
        if (verdict instanceof Verdict.Recover) {
            blame(oldest, verdict);
            recovery.hangs(reason);
        } else if (verdict instanceof Verdict.DropRing drop) {
            recovery.tellHung();
            work.stop(oldest);
            blame(oldest, drop);
            ring.drop(drop.error());
        } else if (verdict instanceof Verdict.NoDevice) {
            recovery.tellHung();
            ring.deviceGone();
        }
    }

    /** What the kernel does is for everybody, and an entity that has gone elsewhere is judged there. */
    private boolean isToBlame(RingEntry culprit) {
        RingMember member = culprit.owner();
        return member.tracksGuilt() && culprit.alike().priority() != Priority.KERNEL && jobs.isMember(member);
    }

    private void blame(RingEntry culprit, Verdict verdict) {
        RingMember member = culprit.owner();
        if (verdict.karma() && isToBlame(culprit) && !member.isGuilty()) {
            member.blame();
            room.report(new DeviceFact.EntityBlamed(room.now(), room.number(), culprit.entity(), culprit.finished()));
        }
    }
}
