/** Tests of sync objects, waits on them, sync files and software timelines. */
@NullMarked
package dev.signalbox.syncobj;

import org.jspecify.annotations.NullMarked;
