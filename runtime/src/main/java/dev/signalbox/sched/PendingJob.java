package dev.signalbox.sched;

/**
 * A job that was given to the hardware and is not freed.
 *
 * @param <E> what is kept of an entity
 */
public final class PendingJob<E extends RunEntity> {
    private static final long NOT_YET = -1;

    private final E entity;
    private final ArmedJob job;
    private long started;
    private long finished = NOT_YET;
    private boolean onHardware;

    PendingJob(E entity, ArmedJob job, long now) {
        this.entity = entity;
        this.job = job;
        this.started = now;
    }

    /** Returns whose job it is. */
    public E entity() {
        return entity;
    }

    /** Returns the job. */
    public ArmedJob job() {
        return job;
    }

    /** Returns whether it is over. */
    public boolean isFinished() {
        return finished != NOT_YET;
    }

    /** Returns whether the hardware has it and has not said that it is over. */
    public boolean isOnHardware() {
        return onHardware;
    }

    /** The hardware has taken it. */
    public void hardwareTook() {
        onHardware = true;
    }

    void leaveHardware() {
        onHardware = false;
    }

    /** Returns false when it was over before. */
    boolean finish(long now) {
        boolean first = !isFinished();
        onHardware = false;
        if (first) {
            finished = now;
        }
        return first;
    }

    /** It could not really begin before the one before it was over. */
    void startAfter(PendingJob<E> before) {
        started = before.finished;
    }

    /** Returns how long the engine was busy with it; a job that was over before the one before it took less than no time. */
    long took() {
        return finished - started;
    }
}
