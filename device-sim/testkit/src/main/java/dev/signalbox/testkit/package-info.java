/**
 * The test kit: what a test of a program that runs on Signalbox, or of a device that is plugged into it, needs.
 *
 * <p>Always true:
 * <ul>
 *   <li>a run that a test was given ends with a check of itself: nothing undeclared was logged or lost, every promise was kept,
 *       nothing is left over; what fails names the seed and the last facts;
 *   <li>{@link dev.signalbox.testkit.OrderChecker} judges by the facts and the workload alone; it shares no rule with the runtime.
 * </ul>
 */
@NullMarked
package dev.signalbox.testkit;

import org.jspecify.annotations.NullMarked;
