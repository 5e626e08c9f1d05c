package dev.signalbox.sched;

/**
 * A job that was given to the hardware and is not freed.
 *
 * @param <E> what is kept of an entity
 */
public class PendingJob<E extends RunEntity> {
    private static final long NOT_YET = -1;

    private final E owner;
    private final ArmedJob job;
    private long started;
    private long finished = NOT_YET;
    private boolean onHardware;

    /** A job that is taken off its queue now, in nanoseconds. */
    public PendingJob(E entity, ArmedJob job, long now) {
        this.owner = entity;
        this.job = job;
        this.started = now;
    }

    /** Returns whose job it is. */
    public final E owner() {
        return owner;
    }

    /** Returns the job. */
    public final ArmedJob job() {
        return job;
    }

    /** Returns whether it is over. */
    public final boolean isFinished() {
        return finished != NOT_YET;
    }

    /** Returns whether the hardware has it and has not said that it is over. */
    public final boolean isOnHardware() {
        return onHardware;
    }

    /** The hardware has taken it. */
    public final void hardwareTook() {
        onHardware = true;
    }

    final void leaveHardware() {
        onHardware = false;
    }

    /** Returns false when it was over before. */
    final boolean finish(long now) {
        boolean first = !isFinished();
        onHardware = false;
        if (first) {
            finished = now;
        }
        return first;
    }

    /** It could not really begin before the one before it was over. */
    final void startAfter(PendingJob<?> before) {
        started = before.finished;
    }

    /** Returns how long the engine was busy with it; a job that was over before the one before it took less than no time. */
    public final long took() {
        return finished - started;
    }
}
