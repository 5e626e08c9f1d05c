package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.syncobj.SyncObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sync objects that one program has handles of, and how calls in C look them up. A handle is a number from 1 on that is never
 * used again; {@link KernelAbi} makes the kernel's numbers of it. Several handles, of one program or of many, may be of one
 * object. In the kernel: the syncobj_idr of a drm_file.
 */
final class SyncHandles {
    private final FenceContainers containers;
    private final Map<Long, SyncObject> objects = new LinkedHashMap<>();
    private long lastHandle;

    /** Creates an empty table. */
    SyncHandles(FenceContainers containers) {
        this.containers = containers;
    }

    /** Creates an object that holds nothing; returns its handle. */
    long create() {
        return add(new SyncObject(containers));
    }

    /** Creates an object that has signalled at {@code now}; returns its handle. */
    long createSignalled(long now) {
        SyncObject object = new SyncObject(containers);
        object.signal(now);
        return add(object);
    }

    /**
     * Gives a handle up.
     *
     * @throws dev.signalbox.fence.Refusal EINVAL when there is no such handle
     */
    void destroy(long handle) {
        known(Errno.EINVAL, handle);
        objects.remove(handle);
    }

    /**
     * Finds the object of a handle.
     *
     * @throws dev.signalbox.fence.Refusal ENOENT when there is no such handle
     */
    SyncObject find(long handle) {
        return known(Errno.ENOENT, handle);
    }

    /**
     * Finds the objects of several handles, all of them or none.
     *
     * @throws dev.signalbox.fence.Refusal ENOENT when any of them is unknown
     */
    List<SyncObject> findAll(List<Long> handles) {
        return handles.stream().map(this::find).toList();
    }

    /**
     * Finds the objects that an operation which has to be about something is about.
     *
     * @throws dev.signalbox.fence.Refusal EINVAL when there is no handle at all; ENOENT when any of them is unknown
     */
    List<SyncObject> findSome(List<Long> handles) {
        if (handles.isEmpty()) {
            throw KernelAbi.refusal(Errno.EINVAL, "no sync object is named");
        }
        return findAll(handles);
    }

    /**
     * Makes an object known to others.
     *
     * @throws dev.signalbox.fence.Refusal EINVAL when there is no such handle
     */
    SyncExport export(long handle) {
        return new SyncExport(known(Errno.EINVAL, handle));
    }

    /** Takes an object in that somebody exported; returns a new handle, also when the table has one of that object. */
    long importExport(SyncExport export) {
        return add(export.object());
    }

    private long add(SyncObject object) {
        lastHandle++;
        objects.put(lastHandle, object);
        return lastHandle;
    }

    private SyncObject known(Errno otherwise, long handle) {
        @Nullable SyncObject object = objects.get(handle);
        if (object == null) {
            throw KernelAbi.refusal(otherwise, "there is no sync object " + handle);
        }
        return object;
    }
}
