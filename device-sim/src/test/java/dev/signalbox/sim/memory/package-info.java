/** Tests of the simulated memory and its translation. */
@NullMarked
package dev.signalbox.sim.memory;

import org.jspecify.annotations.NullMarked;
