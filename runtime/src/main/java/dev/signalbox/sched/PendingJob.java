package dev.signalbox.sched;

/**
 * A job that was given to the hardware and is not freed.
 *
 * @param <E> what is kept of an entity
 */
public class PendingJob<E extends RunEntity> {
    private static final long NOT_YET = -1;

    private final E owner;
    private final ArmedJob alike;
    private final long seqno;
    private long started;
    private long finished = NOT_YET;
    private boolean onHardware;

    /**
     * The job that was taken off a queue last, now, in nanoseconds.
     *
     * @param alike it, or those that it is alike but for its number
     */
    public PendingJob(E entity, ArmedJob alike, long now) {
        this.owner = entity;
        this.alike = alike;
        this.seqno = entity.lastTaken();
        this.started = now;
    }

    /** Returns whose job it is. */
    public final E owner() {
        return owner;
    }

    /** Returns the job, or those that it is alike but for its number. */
    public final ArmedJob alike() {
        return alike;
    }

    /** Returns the job, alone. */
    public final ArmedJob job() {
        return alike.plus((int) (seqno - alike.seqno()));
    }

    /** Returns its number in its entity. */
    public final long seqno() {
        return seqno;
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
