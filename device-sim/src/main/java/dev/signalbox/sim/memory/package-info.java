/**
 * The memory of a simulated device, and the way to it: physical memory that is held only where it was written, page tables that are
 * walked there, and the translations that an engine remembers.
 *
 * <p>Always true:
 * <ul>
 *   <li>memory that nobody has written reads as 0 and holds no page; reading never makes one;
 *   <li>any thread may read and write memory; no two threads ever hold different pages for the same address. Who wants to see what
 *       another thread has written needs a message from it, as between any two actors;
 *   <li>a translation is remembered until its place is taken, or its space is flushed or gets another root, even if the tables have
 *       changed; that nothing is mapped somewhere is never remembered;
 *   <li>what was translated exists: each extent lies in memory with all its bytes.
 * </ul>
 *
 * <p>Knows: {@code device}. Knows nothing of clocks, threads, actors, engines.
 */
@NullMarked
package dev.signalbox.sim.memory;

import org.jspecify.annotations.NullMarked;
