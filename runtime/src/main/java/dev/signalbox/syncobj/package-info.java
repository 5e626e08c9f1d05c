/**
 * Synchronisation objects that programs share and signal themselves: sync objects, binary and with a timeline of points, waits
 * and subscriptions on them, sync files, and software timelines.
 *
 * <p>Always true:
 * <ul>
 *   <li>a wait and a subscription keep the fence that they found: what happens to the object afterwards does not matter;
 *   <li>a wait is settled at most once, and then has no question open any more;
 *   <li>a timeline's value never goes back, and a point at or below it has signalled;
 *   <li>a timeline that is closed leaves no point pending: they end with -ENOENT.
 * </ul>
 *
 * <p>What containers complete later is completed when the owner settles its {@link dev.signalbox.fence.FenceContainers}.
 *
 * <p>Knows: {@code fence}, {@code event}. In the kernel: drm_syncobj, sync_file, sw_sync.
 */
@NullMarked
package dev.signalbox.syncobj;

import org.jspecify.annotations.NullMarked;
