package dev.signalbox.syncobj;

import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks what jobs that are submitted together do with sync objects, before anything is done: a job may wait for a point that is
 * there, or that a job before it will put there.
 */
public final class SyncClaims {
    private final SyncTable table;

    /** The newest point that jobs before will have put into an object; 0 when they will have replaced its content. */
    private final Map<Long, Long> promised = new HashMap<>();

    /** Creates a check of jobs that are submitted together; checks one such submission. */
    public SyncClaims(SyncTable table) {
        this.table = table;
    }

    /**
     * Checks that the next job can wait for a point.
     *
     * @throws Refusal ENOENT when the object is gone; EINVAL when the point is not there: a job never waits for somebody to put
     *     a fence into an object
     */
    public void waits(SyncPointId id) {
        Long newest = promised.get(id.object());
        if (newest == null) {
            table.object(id.object()).find(id.point());
        } else if (Long.compareUnsigned(id.point(), newest) > 0) {
            throw new Refusal(
                    Errno.EINVAL,
                    "point " + Long.toUnsignedString(id.point()) + " of sync object " + id.object() + " is not there",
                    "submit the job that signals it first");
        }
    }

    /**
     * Notes that the next job signals a point.
     *
     * @throws Refusal ENOENT when the object is gone
     */
    public void signals(SyncPointId id) {
        long before =
                promised.getOrDefault(id.object(), table.object(id.object()).value(true));
        promised.put(
                id.object(), id.point() == 0 ? 0 : Long.compareUnsigned(before, id.point()) < 0 ? id.point() : before);
    }
}
