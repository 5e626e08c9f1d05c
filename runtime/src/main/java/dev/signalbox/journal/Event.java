package dev.signalbox.journal;

import org.jspecify.annotations.Nullable;

/**
 * One persisted event as it is stored.
 *
 * @param sequenceNr its number among those of its persistence id, from 1
 * @param writerUuid who wrote it, as Akka names its writers
 * @param timestamp when, in milliseconds since 1970, as Akka stamps it; 0 when it does not
 * @param adapterManifest what an Akka event adapter noted about the event; may be empty
 * @param payload the event
 * @param metadata what was stored beside the event, or null
 */
public record Event(
        long sequenceNr,
        String writerUuid,
        long timestamp,
        String adapterManifest,
        Payload payload,
        @Nullable Payload metadata) {
    /** An event with nothing beside it. */
    public static Event of(long sequenceNr, String writerUuid, long timestamp, Payload payload) {
        return new Event(sequenceNr, writerUuid, timestamp, "", payload, null);
    }
}
