/** Tests of the lab: that a seed decides the schedule, and that nothing else does. Always true: no test sleeps. */
@NullMarked
package dev.signalbox.sim.lab;

import org.jspecify.annotations.NullMarked;
