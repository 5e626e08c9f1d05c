/**
 * The simulated GPU as a step function: commands and the time go in, interrupts come out.
 *
 * <p>Always true:
 * <ul>
 *   <li>each ring executes its entries one at a time, in order, and each for exactly as long as its work says;
 *   <li>one step raises at most one interrupt per ring, with the newest entry that is done;
 *   <li>an entry starts when it was published or the one before it ended, whichever is later, even if the host looked later still.
 * </ul>
 *
 * <p>Knows: {@code fence} (error names), {@code device}. Knows nothing of clocks, threads, actors, schedulers.
 */
@NullMarked
package dev.signalbox.sim.engine;

import org.jspecify.annotations.NullMarked;
