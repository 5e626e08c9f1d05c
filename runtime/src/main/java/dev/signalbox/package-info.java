/**
 * Signalbox: open a device, open clients, submit jobs, wait for fences. The only package that an embedding program needs.
 *
 * <p>Always true:
 * <ul>
 *   <li>no call blocks but the start of a live runtime that continues a journal: a submission returns at once with its fences, and
 *       its answers come as stages;
 *   <li>a call that makes no sense throws a {@link dev.signalbox.fence.Refusal} with an errno, a reason and a hint, and changes
 *       nothing;
 *   <li>answers are delivered one at a time per client, on the executor that the client chose;
 *   <li>every fence that was handed out signals, whatever happens to its queue, its client, its ring or its device;
 *   <li>with a journal in mode sync nothing is shown that is not stored. When the journal fails, nothing more is shown: stages fail
 *       with EIO, and a fence that was not seen to signal stays so.
 * </ul>
 *
 * <p>All classes here may be used from any thread.
 */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
