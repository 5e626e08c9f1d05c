/** Tests of programs: what plays workloads and scenarios. */
@NullMarked
package dev.signalbox.sim.workload;

import org.jspecify.annotations.NullMarked;
