/** Tests of software timelines. */
@NullMarked
package dev.signalbox.syncobj;

import org.jspecify.annotations.NullMarked;
