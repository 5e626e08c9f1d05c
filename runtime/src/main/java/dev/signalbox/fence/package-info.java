/**
 * Fences: what "done" means, as values, as facts, and as what one owner holds.
 *
 * <p>Between owners a fence is a value, {@link dev.signalbox.fence.FenceId}: a context and a sequence number in it. Inside one
 * owner it is a {@link dev.signalbox.fence.DmaFence}: a plain one, or made of others by {@link
 * dev.signalbox.fence.FenceContainers}.
 *
 * <p>Always true:
 * <ul>
 *   <li>every context has one owner, and only the owner says what has signalled;
 *   <li>signalled is final: neither a {@link dev.signalbox.fence.Timeline} nor a fence takes a signal back, or changes its time
 *       or its error, and nobody sees an error before the signal;
 *   <li>between owners whoever asked once hears once, also when the fence had signalled before the question; a callback that
 *       comes too late is refused instead, and one that is taken back is not called;
 *   <li>a {@link dev.signalbox.fence.FenceWait} leaves no callback behind, however it ends;
 *   <li>callbacks are called in the order in which they were added; those of a container after those of what it is made of,
 *       when its owner settles or somebody looks;
 *   <li>an array is made of plain fences; a chain node waits for one payload that is no node, and for everything before it;
 *   <li>a chain keeps what is pending and forgets the rest; a point on it is added and found in a time that grows with the
 *       logarithm of how many are pending, in order or not, amortised; and linearly with the forks of the chain that are passed;
 *   <li>a chain or an array that nobody holds goes, though what it was made of is pending, unless somebody waits for it;
 *   <li>after its signal a fence does not ask its provider for anything.
 * </ul>
 *
 * <p>Knows nothing of actors, time, threads, journals: whoever signals says when. In the kernel: dma_fence.
 */
@NullMarked
package dev.signalbox.fence;

import org.jspecify.annotations.NullMarked;
