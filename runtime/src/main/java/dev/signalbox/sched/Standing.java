package dev.signalbox.sched;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import org.jspecify.annotations.Nullable;

/**
 * How an entity stands with its ring, at one moment: what it takes along when it moves to another.
 *
 * @param priority how important it is by now
 * @param key what the policy keeps of its place
 * @param engineTime what it has used of engines; nobody changes it any more
 * @param guilty whether one of its jobs is to blame for a hang, or the driver says so
 * @param lastTaken the newest job that was taken off its queue; 0 for none
 * @param lastError what that one is known to end, or to have ended, with; null for nothing
 */
public record Standing(
        Priority priority,
        long key,
        EngineTime engineTime,
        boolean guilty,
        long lastTaken,
        @Nullable Errno lastError) {
    /** How an entity stands that has joined no ring yet. */
    public static Standing fresh(Priority priority, boolean guilty) {
        return new Standing(priority, 0, new EngineTime(), guilty, 0, null);
    }

    /** Returns the same with another priority, and guilty or not. */
    public Standing with(Priority other, boolean isGuilty) {
        return new Standing(other, key, engineTime, isGuilty, lastTaken, lastError);
    }
}
