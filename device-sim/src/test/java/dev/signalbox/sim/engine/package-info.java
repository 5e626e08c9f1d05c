/** Tests of the simulated GPU. */
@NullMarked
package dev.signalbox.sim.engine;

import org.jspecify.annotations.NullMarked;
