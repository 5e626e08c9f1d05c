/**
 * The ring buffer between a scheduler and an engine: entries, write and read pointers, space.
 *
 * <p>Always true:
 * <ul>
 *   <li>entries are numbered from 1 without gaps, and retire in that order;
 *   <li>never more entries are outstanding than there is space for.
 * </ul>
 *
 * <p>Knows nothing of what an entry means. In the kernel: the driver's ring and its pending list.
 */
@NullMarked
package dev.signalbox.ring;

import org.jspecify.annotations.NullMarked;
