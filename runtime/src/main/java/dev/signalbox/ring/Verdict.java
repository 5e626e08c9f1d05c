package dev.signalbox.ring;

import dev.signalbox.fence.Errno;

/** What is to be done about a job that has run out of time, or about which its driver reports a fault. */
public sealed interface Verdict
        permits Verdict.NoHang, Verdict.NoDevice, Verdict.Recover, Verdict.EndJob, Verdict.DropRing {
    /** Returns whether its entity is to blame: jobs that are taken off its queue from then on end with ECANCELED. */
    default boolean karma() {
        return false;
    }

    /** Nothing hangs: the job goes on, with a new time limit. */
    static Verdict noHang() {
        return new NoHang();
    }

    /** The device is gone. */
    static Verdict noDevice() {
        return new NoDevice();
    }

    /** The steps of recovery, without blame. */
    static Verdict recover() {
        return new Recover(false);
    }

    /** Nothing hangs: the job goes on, with a new time limit. */
    record NoHang() implements Verdict {}

    /** The device is gone: the ring is closed, everything on it ends with ENODEV, and nobody is asked again. */
    record NoDevice() implements Verdict {}

    /** The ladder of {@link RecoveryPolicy}: the job ends, those that were on the ring with it are written again. */
    record Recover(boolean karma) implements Verdict {}

    /**
     * This one job is taken off the ring. Its entity is not charged for it.
     *
     * @param error what it ends with
     */
    record EndJob(Errno error, boolean karma) implements Verdict {
        /** Ends it with ETIMEDOUT, without blame. */
        public EndJob() {
            this(Errno.ETIMEDOUT, false);
        }
    }

    /**
     * The whole ring is emptied by a reset. Jobs that were on it end with the error; none is written again.
     *
     * @param error what they end with, but for those that were over by then
     */
    record DropRing(Errno error, boolean karma) implements Verdict {
        /** Ends them with ECANCELED, without blame. */
        public DropRing() {
            this(Errno.ECANCELED, false);
        }
    }
}
