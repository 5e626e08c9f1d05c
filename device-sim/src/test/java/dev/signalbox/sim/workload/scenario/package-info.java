/** Tests of how scenarios are read; random texts are made from a seed. */
@NullMarked
package dev.signalbox.sim.workload.scenario;

import org.jspecify.annotations.NullMarked;
