/**
 * The ring buffer between a scheduler and an engine: entries, their packets, write and read pointers, space; and what is tried when
 * an entry hangs; and what a driver may decide about its jobs.
 *
 * <p>Always true:
 * <ul>
 *   <li>entries are numbered from 1 without gaps, and retire in that order;
 *   <li>never more entries, or dwords, are outstanding than there is space for;
 *   <li>no packet crosses the end of the ring;
 *   <li>each entry that hangs takes the steps of recovery once, from the least on;
 *   <li>a program executes in the address space of its job, behind all flushes that this had needed;
 *   <li>what the device is told of address spaces is done when the entry in front of which it stands is over, however that ended.
 * </ul>
 *
 * <p>Knows: {@code device} (packets), {@code vm} (the value of an address space), {@code fence} (error names). Knows nothing of what
 * an entry is for. In the kernel: the driver's ring, its pending list, and its timeout handler.
 */
@NullMarked
package dev.signalbox.ring;

import org.jspecify.annotations.NullMarked;
