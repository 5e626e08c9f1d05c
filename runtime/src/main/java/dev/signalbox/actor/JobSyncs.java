package dev.signalbox.actor;

import dev.signalbox.event.SyncPointId;
import java.util.List;

/**
 * What a job does with sync objects.
 *
 * @param waits points whose fences it runs after
 * @param signals points that its finished fence goes to
 */
public record JobSyncs(List<SyncPointId> waits, List<SyncPointId> signals) {
    /** Nothing. */
    public static final JobSyncs NONE = new JobSyncs(List.of(), List.of());

    /** Copies the lists. */
    public JobSyncs {
        waits = List.copyOf(waits);
        signals = List.copyOf(signals);
    }
}
