/**
 * Fences: what "done" means, as values and facts.
 *
 * <p>Always true:
 * <ul>
 *   <li>a fence is a value, {@link dev.signalbox.fence.FenceId}: a context and a sequence number in it;
 *   <li>every context has one owner, and only the owner says what has signalled;
 *   <li>signalled is final: a {@link dev.signalbox.fence.Timeline} never takes a signal back and never changes its error;
 *   <li>whoever asked once hears once, also when the fence had signalled before the question.
 * </ul>
 *
 * <p>Knows nothing of actors, time, threads, journals. In the kernel: dma_fence.
 */
@NullMarked
package dev.signalbox.fence;

import org.jspecify.annotations.NullMarked;
