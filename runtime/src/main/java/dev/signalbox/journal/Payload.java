package dev.signalbox.journal;

import java.util.Arrays;

/** A serialized object and who can read it. Payloads are equal when all they hold is. */
public final class Payload {
    private final int serializerId;
    private final String manifest;
    private final byte[] bytes;

    /**
     * Creates a payload.
     *
     * @param serializerId the number of the Akka serializer
     * @param manifest what the serializer noted about the type; may be empty
     * @param bytes what it wrote; not copied, so nobody may change them
     */
    public Payload(int serializerId, String manifest, byte[] bytes) {
        this.serializerId = serializerId;
        this.manifest = manifest;
        this.bytes = bytes;
    }

    /** Returns the number of the Akka serializer. */
    public int serializerId() {
        return serializerId;
    }

    /** Returns what the serializer noted about the type. */
    public String manifest() {
        return manifest;
    }

    /** Returns what the serializer wrote; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && serializerId == that.serializerId
                && manifest.equals(that.manifest)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * serializerId + manifest.hashCode()) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[serializerId=" + serializerId + ", manifest=" + manifest + ", bytes=" + bytes.length + "]";
    }
}
