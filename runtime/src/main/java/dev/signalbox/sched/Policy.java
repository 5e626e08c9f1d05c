package dev.signalbox.sched;

/**
 * In which order the entities of one ring and priority are served: a policy gives each a key, the smallest ready key runs.
 * Equal keys are served in the order in which they were given. One instance serves one run queue and may keep state.
 */
public interface Policy {
    /**
     * Returns the key of an entity that joins because its queue was empty until now.
     *
     * @param lastKey the key it had when it left, 0 when it is new
     * @param headPushed when the job at its head was pushed, in nanoseconds
     */
    long keyOnJoin(long lastKey, long headPushed);

    /**
     * Returns the key of an entity from which a job was taken and that has more.
     *
     * @param headPushed when the job that is now at its head was pushed, in nanoseconds
     */
    long keyAfterPick(long headPushed);
}
