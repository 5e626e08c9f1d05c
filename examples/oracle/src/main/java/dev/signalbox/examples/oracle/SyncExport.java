package dev.signalbox.examples.oracle;

import dev.signalbox.syncobj.SyncObject;

/**
 * A sync object on its way from one table of handles to another: can be imported also when the handle it was made of is given up.
 * In the kernel: what the file descriptor of a drm_syncobj is of.
 */
record SyncExport(SyncObject object) {}
