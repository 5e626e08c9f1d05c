/** Tests of kernels. */
@NullMarked
package dev.signalbox.sim.kernel;

import org.jspecify.annotations.NullMarked;
