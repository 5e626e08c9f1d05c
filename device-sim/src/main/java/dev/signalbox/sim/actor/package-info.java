/**
 * The shells of the simulation: the device actor, and the programs that play workloads.
 *
 * <p>Always true:
 * <ul>
 *   <li>time is the host's: virtual in the lab, the wall clock in a live run; the actors are the same;
 *   <li>a program uses the runtime's public API only.
 * </ul>
 */
@NullMarked
package dev.signalbox.sim.actor;

import org.jspecify.annotations.NullMarked;
