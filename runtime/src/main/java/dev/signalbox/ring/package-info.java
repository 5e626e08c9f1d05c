/**
 * The ring buffer between a scheduler and an engine: entries, their packets, write and read pointers, space.
 *
 * <p>Always true:
 * <ul>
 *   <li>entries are numbered from 1 without gaps, and retire in that order;
 *   <li>never more entries, or dwords, are outstanding than there is space for;
 *   <li>no packet crosses the end of the ring;
 *   <li>a program executes in the address space of its job, behind all flushes that this had needed.
 * </ul>
 *
 * <p>Knows: {@code device} (packets), {@code vm} (the value of an address space). Knows nothing of what an entry is for. In the kernel: the driver's ring and its pending list.
 */
@NullMarked
package dev.signalbox.ring;

import org.jspecify.annotations.NullMarked;
