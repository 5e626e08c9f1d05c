/**
 * The memory manager's rules: which buffers exist, the one step that prepares a job's use of them, and where in the memory of the
 * device they are.
 *
 * <p>Always true:
 * <ul>
 *   <li>preparing is atomic: either every access is valid, its fences collected and the job's own fence attached, or nothing
 *       has changed;
 *   <li>jobs are prepared in the order in which they arrive, which is the order that implicit synchronisation keeps;
 *   <li>no byte of memory belongs to two buffers, and a buffer's memory stays where it is until it is released;
 *   <li>memory is unmapped when the fences of all jobs have signalled that were to use it, and free when those have that were
 *       prepared in the same address space before: later ones execute behind a flush.
 * </ul>
 *
 * <p>Knows: {@code fence}, {@code resv}, {@code event}, {@code device} (its memory), {@code vm} (address spaces). In the kernel: the
 * buffer side of a submission (drm_exec, TTM). Nothing is moved yet: a buffer for which there is no room is refused.
 */
@NullMarked
package dev.signalbox.memory;

import org.jspecify.annotations.NullMarked;
