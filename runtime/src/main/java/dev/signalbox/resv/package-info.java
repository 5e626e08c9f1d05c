/**
 * Reservations: which fences guard a buffer, and for what use.
 *
 * <p>Always true:
 * <ul>
 *   <li>a use can be promoted (read to write) by adding, never demoted;
 *   <li>a question for one usage is answered with all stronger ones as well;
 *   <li>a later fence takes the place of an earlier one of its context, or of one that has signalled, so a reservation does not
 *       grow with the number of jobs.
 * </ul>
 *
 * <p>Knows: {@code fence}. All reservations of a device's buffers have one owner, its memory manager. In the kernel: dma_resv.
 */
@NullMarked
package dev.signalbox.resv;

import org.jspecify.annotations.NullMarked;
