package dev.signalbox.syncobj;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sync objects that one client has handles of. Handles are numbers from 1 on that are never used again. Several handles,
 * of one client or of many, may be of one object, which lives as long as any of them, or an export, does. In the kernel: the
 * syncobj_idr of a drm_file.
 */
public final class SyncObjects {
    private final FenceContainers containers;
    private final Map<Long, SyncObject> objects = new LinkedHashMap<>();
    private long lastHandle;

    /** Creates an empty table. */
    public SyncObjects(FenceContainers containers) {
        this.containers = containers;
    }

    /** Creates an object that holds nothing; returns its handle. */
    public long create() {
        return add(new SyncObject(containers));
    }

    /** Creates an object that has signalled at {@code now}; returns its handle. */
    public long createSignalled(long now) {
        SyncObject object = new SyncObject(containers);
        object.signal(now);
        return add(object);
    }

    /**
     * Gives a handle up; the object goes with the last one.
     *
     * @throws Refusal EINVAL when there is no such handle
     */
    public void destroy(long handle) {
        SyncObject object = objects.remove(handle);
        if (object == null) {
            throw unknown(Errno.EINVAL, handle);
        }
        object.release();
    }

    /** Gives all handles up, as when the client dies. */
    public void destroyAll() {
        objects.values().forEach(SyncObject::release);
        objects.clear();
    }

    /**
     * Finds the object of a handle.
     *
     * @throws Refusal ENOENT when there is no such handle
     */
    public SyncObject find(long handle) {
        SyncObject object = objects.get(handle);
        if (object == null) {
            throw unknown(Errno.ENOENT, handle);
        }
        return object;
    }

    /**
     * Finds the objects of several handles, all of them or none.
     *
     * @throws Refusal ENOENT when any of them is unknown
     */
    public List<SyncObject> findAll(List<Long> handles) {
        return handles.stream().map(this::find).toList();
    }

    /**
     * Finds the objects that an operation which has to be about something is about.
     *
     * @throws Refusal EINVAL when there is no handle at all; ENOENT when any of them is unknown
     */
    public List<SyncObject> findSome(List<Long> handles) {
        if (handles.isEmpty()) {
            throw new Refusal(Errno.EINVAL, "no sync object is named", "name at least one");
        }
        return findAll(handles);
    }

    /**
     * Makes an object known to others.
     *
     * @throws Refusal EINVAL when there is no such handle
     */
    public SyncExport export(long handle) {
        SyncObject object = objects.get(handle);
        if (object == null) {
            throw unknown(Errno.EINVAL, handle);
        }
        return new SyncExport(object);
    }

    /**
     * Takes an object in that somebody exported; returns a new handle, also when the table has one of that object.
     *
     * @param export null for something else than an export
     * @throws Refusal EINVAL when it is no export, or a closed one
     */
    public long importExport(@Nullable SyncExport export) {
        if (export == null || !export.isOpen()) {
            throw new Refusal(Errno.EINVAL, "what is imported is not an exported sync object", "export one first");
        }
        export.object().retain();
        return add(export.object());
    }

    private long add(SyncObject object) {
        lastHandle++;
        objects.put(lastHandle, object);
        return lastHandle;
    }

    private static Refusal unknown(Errno errno, long handle) {
        return new Refusal(errno, "there is no sync object " + handle, "create it first");
    }
}
