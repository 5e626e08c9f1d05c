package dev.signalbox;

import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.Objects;

/**
 * A point of a sync object.
 *
 * @param point an unsigned 64-bit number; 0 for the object as a whole, as a binary one
 */
public record SyncPoint(SyncObject object, long point) {
    /** Checks that there is an object. */
    public SyncPoint {
        Objects.requireNonNull(object, "a point is of an object");
    }

    SyncPointId id(Device device) {
        if (object.client().device() != device) {
            throw new Refusal(
                    Errno.EINVAL,
                    "sync object " + object.name() + " is on another device",
                    "export a sync file instead");
        }
        return object.id(point);
    }
}
