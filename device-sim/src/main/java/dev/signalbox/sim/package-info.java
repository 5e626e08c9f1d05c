/**
 * The simulated device, as a provider that plugs into the runtime.
 *
 * <p>Always true:
 * <ul>
 *   <li>simulated are hardware, time and the order in which mailboxes run; never the actors of the runtime;
 *   <li>the hardware ({@code sim.engine}) cannot look into the driver: it sees the device protocol and nothing else of the runtime.
 * </ul>
 */
@NullMarked
package dev.signalbox.sim;

import org.jspecify.annotations.NullMarked;
