/**
 * What goes wrong with a simulated device, and when: planned by whoever runs it, drawn from a seed where a plan leaves it to chance.
 *
 * <p>Always true:
 * <ul>
 *   <li>the same plans, seed and questions give the same failures;
 *   <li>what one plan draws does not depend on the plans behind it;
 *   <li>an entry that begins again, or is told again, is not asked about again.
 * </ul>
 *
 * <p>Knows: {@code device} (engines, resets), {@code sim.engine} (what can go wrong with it). Knows nothing of clocks, threads, actors.
 */
@NullMarked
package dev.signalbox.sim.failure;

import org.jspecify.annotations.NullMarked;
