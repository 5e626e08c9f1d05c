package dev.signalbox.sched;

import dev.signalbox.event.Priority;

/**
 * In which order the entities of a ring are served: a policy gives each a key, the smallest ready key runs. Equal keys are served in
 * the order in which they were given. One instance serves one run queue and may keep state.
 */
public interface Policy {
    /** The run queue that a policy ranks, as far as it may look. Entities that wait for fences stand in it too. */
    interface Line {
        /** Returns whether nobody stands in it. */
        boolean isEmpty();

        /** Returns the key of the first that stands in it; there is one. */
        long firstKey();

        /** Returns the priority that the first had when the line last changed; there is one. */
        Priority firstPriority();
    }

    /** Returns whether it ranks all priorities in one run queue; otherwise each has its own, and the most important goes first. */
    default boolean isAcrossPriorities() {
        return false;
    }

    /**
     * Returns the key of an entity that joins because its queue was empty until now.
     *
     * @param line without the entity
     */
    long keyOnJoin(RunEntity entity, Line line);

    /** Returns the key of an entity from which a job was taken and that has more. */
    long keyAfterPick(RunEntity entity);

    /**
     * Returns what an entity keeps for a key from which the last job was taken.
     *
     * @param line without the entity
     */
    default long keyOnLeave(RunEntity entity, Line line) {
        return entity.key();
    }

    /** Takes note of how many nanoseconds of the engine a job of an entity took; a job that ended early may have taken less than none. */
    default void ran(RunEntity entity, long nanos) {}
}
