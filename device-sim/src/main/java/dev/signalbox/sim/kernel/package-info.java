/**
 * Programs that the simulated engines run: those that come with it, and those that users write in Java.
 *
 * <p>Always true:
 * <ul>
 *   <li>a kernel says beforehand which memory it uses and how long it takes, by its arguments alone;
 *   <li>it reaches nothing but the memory that it has declared, and writes nothing that it has declared for reading;
 *   <li>a registry never changes; one with another kernel is another registry.
 * </ul>
 *
 * <p>Knows: {@code device} (memory), {@code sim.memory} (extents). Knows nothing of engines, clocks, threads, actors.
 */
@NullMarked
package dev.signalbox.sim.kernel;

import org.jspecify.annotations.NullMarked;
