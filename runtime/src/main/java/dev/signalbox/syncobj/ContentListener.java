package dev.signalbox.syncobj;

/** What is called when something else was put into a sync object. In the kernel: syncobj_wait_entry on the cb_list. */
@FunctionalInterface
interface ContentListener {
    /** Hears that the content has changed; called once per change, until it is taken off. */
    void contentChanged();
}
