/** Tests of scenarios made from facts. */
@NullMarked
package dev.signalbox.sim.convert;

import org.jspecify.annotations.NullMarked;
