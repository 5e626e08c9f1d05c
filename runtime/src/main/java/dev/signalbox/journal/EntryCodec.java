package dev.signalbox.journal;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of records. */
final class EntryCodec {
    static final int WRITE = 1;
    static final int DELETION = 2;

    private static final int MOST_EVENTS = 1 << 20;

    /** What an event takes when all its texts are empty. */
    private static final int LEAST_EVENT = 8;

    private EntryCodec() {}

    static int typeOf(Entry entry) {
        return entry instanceof Entry.Write ? WRITE : DELETION;
    }

    /**
     * Writes the body of an entry.
     *
     * @throws IllegalArgumentException when it has more events than a record holds
     */
    static void encode(Output output, Entry entry) {
        Wire.writeText(output, entry.persistenceId());
        if (entry instanceof Entry.Write write) {
            if (write.events().size() > MOST_EVENTS) {
                throw new IllegalArgumentException("a record of a journal has at most " + MOST_EVENTS + " events");
            }
            output.writeVarInt(write.events().size(), true);
            write.events().forEach(event -> writeEvent(output, event));
        } else if (entry instanceof Entry.Deletion deletion) {
            output.writeVarLong(deletion.upTo(), true);
        }
    }

    /** Reads the body of an entry; positions in what it throws count from {@code from}. */
    static Entry decode(int type, byte[] bytes, int from, int length) {
        Input input = new Input(bytes, from, length);
        try {
            return decode(type, input);
        } catch (MalformedBytes malformed) {
            throw placed(malformed.position() - from, malformed.what(), malformed.hint());
        } catch (KryoException | IllegalArgumentException malformed) {
            throw placed(input.position() - from, "the entry is cut short", Wire.NOT_OURS);
        }
    }

    private static MalformedBytes placed(int position, String what, String hint) {
        return new MalformedBytes(position, what + ", at byte " + position + " of the record's body", hint);
    }

    private static Entry decode(int type, Input input) {
        if (type != WRITE && type != DELETION) {
            throw new MalformedBytes(input.position(), "record type " + type + " is unknown", Wire.NEWER);
        }
        String id = Wire.readText(input);
        Entry entry = type == WRITE
                ? new Entry.Write(id, readEvents(input))
                : new Entry.Deletion(id, input.readVarLong(true));
        Wire.end(input);
        return entry;
    }

    private static void writeEvent(Output output, Event event) {
        output.writeVarLong(event.sequenceNr(), true);
        Wire.writeText(output, event.writerUuid());
        output.writeVarLong(event.timestamp(), false);
        Wire.writeText(output, event.adapterManifest());
        writePayload(output, event.payload());
        output.writeBoolean(event.metadata() != null);
        if (event.metadata() != null) {
            writePayload(output, event.metadata());
        }
    }

    private static List<Event> readEvents(Input input) {
        int count = Wire.readCount(input, MOST_EVENTS, LEAST_EVENT);
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(readEvent(input));
        }
        return events;
    }

    private static Event readEvent(Input input) {
        return new Event(
                input.readVarLong(true),
                Wire.readText(input),
                input.readVarLong(false),
                Wire.readText(input),
                readPayload(input),
                readMetadata(input));
    }

    private static @Nullable Payload readMetadata(Input input) {
        return input.readBoolean() ? readPayload(input) : null;
    }

    private static void writePayload(Output output, Payload payload) {
        output.writeVarInt(payload.serializerId(), false);
        Wire.writeText(output, payload.manifest());
        Wire.writeBytes(output, payload.bytes());
    }

    private static Payload readPayload(Input input) {
        return new Payload(
                input.readVarInt(false), Wire.readText(input), Wire.readBytes(input, SegmentFormat.MOST_BODY));
    }
}
