/** Tests of what goes wrong with a device, and when. */
@NullMarked
package dev.signalbox.sim.failure;

import org.jspecify.annotations.NullMarked;
