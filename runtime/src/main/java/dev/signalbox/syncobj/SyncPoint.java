package dev.signalbox.syncobj;

/**
 * A point of a sync object that something waits for, or goes to.
 *
 * @param point a 64-bit number; 0 for the object as a whole, as a binary one
 */
public record SyncPoint(SyncObject object, long point) {
    /** Returns an object as a whole. */
    public static SyncPoint binary(SyncObject object) {
        return new SyncPoint(object, 0);
    }
}
