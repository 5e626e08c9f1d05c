/**
 * Reservations: which fences guard a buffer, and for what use; and how several are locked at once.
 *
 * <p>Always true:
 * <ul>
 *   <li>a use can be promoted (read to write) by adding, never demoted;
 *   <li>a question for one usage is answered with all stronger ones as well;
 *   <li>adding does not fail: slots are reserved beforehand;
 *   <li>a later fence takes the place of an earlier one of its context, or of one that has signalled, so a reservation does not
 *       grow with the number of jobs;
 *   <li>a lock that cannot be had is an answer: nobody is held up, and those who take several cannot wait in a circle.
 * </ul>
 *
 * <p>Where to begin: {@link dev.signalbox.resv.Reservation}; {@link dev.signalbox.resv.SharedBuffer} is the bridge between
 * implicit and explicit synchronisation; {@link dev.signalbox.resv.Exec} locks many.
 *
 * <p>Knows: {@code fence}. All reservations of a device's buffers have one owner, its memory manager. In the kernel: dma_resv,
 * the synchronisation of dma_buf, drm_exec.
 */
@NullMarked
package dev.signalbox.resv;

import org.jspecify.annotations.NullMarked;
