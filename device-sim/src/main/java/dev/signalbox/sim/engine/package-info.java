/**
 * The simulated GPU as a step function: commands and the time go in, interrupts come out.
 *
 * <p>Always true:
 * <ul>
 *   <li>each ring executes its entries one at a time, in order, and each unit one of its rings at a time;
 *   <li>one step raises at most one fence interrupt per ring, with the newest entry that is done;
 *   <li>an entry starts when it was published or the one before it ended, whichever is later, even if the host looked later still;
 *   <li>what a packet accesses is translated when it starts, and accessed at the moment when it is done;
 *   <li>what happens is a function of what it is built of, the commands, their times, and the failures that it is given.
 * </ul>
 *
 * <p>Knows: {@code fence} (error names), {@code device}, {@code event} (what it reports), {@code sim.memory}, {@code sim.kernel}. Knows
 * nothing of clocks, threads, actors, schedulers.
 */
@NullMarked
package dev.signalbox.sim.engine;

import org.jspecify.annotations.NullMarked;
