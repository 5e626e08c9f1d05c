package dev.signalbox.syncobj;

/**
 * A sync object on its way from one client to another: keeps the object alive, also when the client that exported it has
 * destroyed it. In the kernel: the file descriptor of a drm_syncobj.
 */
public final class SyncExport {
    private final SyncObject object;
    private boolean open = true;

    SyncExport(SyncObject object) {
        this.object = object;
        object.retain();
    }

    SyncObject object() {
        return object;
    }

    boolean isOpen() {
        return open;
    }

    /** Ends it: nobody can import it any more. */
    public void close() {
        if (open) {
            open = false;
            object.release();
        }
    }
}
