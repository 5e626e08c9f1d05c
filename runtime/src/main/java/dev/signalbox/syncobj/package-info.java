/**
 * Synchronisation objects that programs signal themselves: software timelines.
 *
 * <p>Always true:
 * <ul>
 *   <li>a timeline's value never goes back, and a point at or below it has signalled;
 *   <li>a timeline that is closed leaves no point pending: they end with -ENOENT.
 * </ul>
 *
 * <p>Knows: {@code fence}, {@code event}. In the kernel: sw_sync. Binary and timeline sync objects are not here yet.
 */
@NullMarked
package dev.signalbox.syncobj;

import org.jspecify.annotations.NullMarked;
