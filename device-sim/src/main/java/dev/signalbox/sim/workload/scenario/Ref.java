package dev.signalbox.sim.workload.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A name of something: {@code job}, {@code file}, {@code timeline.3}, {@code object.3}, {@code client/job}.
 *
 * @param client whose it is; null for the client that says it, or for the only one
 * @param name of a submission, of one job in it, of a named point, a timeline, a sync object, a sync file, a wait
 * @param point of the timeline or the sync object, a number of 64 bits without sign; 0 when the name says it all
 */
public record Ref(@Nullable String client, String name, long point, Place place) {
    /** Returns whether it names a point by its number. */
    public boolean isNumbered() {
        return point != 0;
    }

    /** Returns the name as it is written. */
    @Override
    public String toString() {
        return (client == null ? "" : client + "/") + name + (point == 0 ? "" : "." + Long.toUnsignedString(point));
    }
}
