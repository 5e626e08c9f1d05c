/**
 * The memory manager's rules: which buffers exist, and the one step that prepares a job's use of them.
 *
 * <p>Always true:
 * <ul>
 *   <li>preparing is atomic: either every access is valid, its fences collected and the job's own fence attached, or nothing
 *       has changed;
 *   <li>jobs are prepared in the order in which they arrive, which is the order that implicit synchronisation keeps.
 * </ul>
 *
 * <p>Knows: {@code fence}, {@code resv}, {@code event}. In the kernel: the buffer side of a submission (drm_exec, TTM). Buffers have no
 * placement yet: every one is always where the device needs it.
 */
@NullMarked
package dev.signalbox.memory;

import org.jspecify.annotations.NullMarked;
