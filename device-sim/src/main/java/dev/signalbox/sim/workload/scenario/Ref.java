package dev.signalbox.sim.workload.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A name of something that can be waited for: {@code job}, {@code timeline.3}, {@code client/job}.
 *
 * @param client whose it is; null for the client that says it, or for the only one
 * @param name of a submission, of one job in it, of a named point, or of a timeline
 * @param point of the timeline, from 1; 0 when the name says it all
 */
public record Ref(@Nullable String client, String name, int point, Place place) {
    /** Returns the name as it is written. */
    @Override
    public String toString() {
        return (client == null ? "" : client + "/") + name + (point == 0 ? "" : "." + point);
    }
}
