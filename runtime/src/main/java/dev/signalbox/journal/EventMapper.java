package dev.signalbox.journal;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Translates between Akka's envelopes and stored events, with Akka's serializers. For any thread. */
final class EventMapper {
    private final Serialization serialization;

    EventMapper(ActorSystem system) {
        this.serialization = SerializationExtension.get(system);
    }

    /** Serializes the events of one write. */
    Entry.Write write(AtomicWrite write) {
        List<Event> events = new ArrayList<>();
        CollectionConverters.asJava(write.payload()).forEach(repr -> events.add(event(repr)));
        return new Entry.Write(write.persistenceId(), events);
    }

    private Event event(PersistentRepr repr) {
        Option<Object> metadata = repr.metadata();
        return new Event(
                repr.sequenceNr(),
                repr.writerUuid(),
                repr.timestamp(),
                repr.manifest(),
                payload(repr.payload()),
                metadata.isDefined() ? payload(metadata.get()) : null);
    }

    private Payload payload(Object object) {
        Serializer serializer = serialization.findSerializerFor(object);
        byte[] bytes = serialization.serialize(object).get();
        return new Payload(serializer.identifier(), Serializers.manifestFor(serializer, object), bytes);
    }

    /** Deserializes an event. */
    PersistentRepr read(String persistenceId, Event event) {
        PersistentRepr repr = PersistentRepr.apply(
                        object(event.payload()),
                        event.sequenceNr(),
                        persistenceId,
                        event.adapterManifest(),
                        false,
                        ActorRef.noSender(),
                        event.writerUuid())
                .withTimestamp(event.timestamp());
        @Nullable Payload metadata = event.metadata();
        return metadata == null ? repr : repr.withMetadata(object(metadata));
    }

    private Object object(Payload payload) {
        return serialization
                .deserialize(payload.bytes(), payload.serializerId(), payload.manifest())
                .get();
    }
}
