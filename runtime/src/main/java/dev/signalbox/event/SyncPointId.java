package dev.signalbox.event;

/**
 * A point of a sync object.
 *
 * @param object the object's number on its device, counted from 1
 * @param point the point on its timeline, a 64-bit number without sign; 0 for all that the object holds
 */
public record SyncPointId(long object, long point) {
    /** Checks the range of the object. */
    public SyncPointId {
        if (object < 1) {
            throw new IllegalArgumentException("sync objects are numbered from 1; there is none of number " + object);
        }
    }

    /** Prints {@code object@point}. */
    @Override
    public String toString() {
        return object + "@" + Long.toUnsignedString(point);
    }
}
