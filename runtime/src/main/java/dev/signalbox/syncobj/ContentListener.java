package dev.signalbox.syncobj;

/**
 * What looks at a sync object whenever something else was put in, until it has found what it looks for. In the kernel:
 * syncobj_wait_entry on the cb_list.
 */
interface ContentListener {
    /** Looks at the content, and keeps what it finds first. Returns whether it is done looking. */
    boolean look();

    /** Goes on with what was found, and is taken off; everybody else has looked by now, so the object may be changed. */
    void found();
}
