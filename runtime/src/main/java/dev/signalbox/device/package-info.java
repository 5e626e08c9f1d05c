/**
 * What host and device say to each other, and nothing about how either does it.
 *
 * <p>Always true:
 * <ul>
 *   <li>a ring executes its entries in the order in which doorbells published them;
 *   <li>an interrupt carries the newest sequence number that is done, so it settles everything before it as well;
 *   <li>every entry is answered once, by an interrupt that covers it.
 * </ul>
 *
 * <p>This is the one seam at which hardware, simulated or not, is plugged in.
 */
@NullMarked
package dev.signalbox.device;

import org.jspecify.annotations.NullMarked;
