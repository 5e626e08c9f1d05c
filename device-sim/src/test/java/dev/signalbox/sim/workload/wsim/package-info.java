/** Tests of the workload reader: what it accepts, what it refuses and where it points, and what no input can do to it. */
@NullMarked
package dev.signalbox.sim.workload.wsim;

import org.jspecify.annotations.NullMarked;
