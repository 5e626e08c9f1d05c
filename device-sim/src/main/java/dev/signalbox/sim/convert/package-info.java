/**
 * Makes a scenario from the facts of a run that a program drove.
 *
 * <p>Always true:
 * <ul>
 *   <li>what a client does stands in an order in which it can be done: nothing is named before it was made, except by another client;
 *   <li>jobs of one queue keep their order;
 *   <li>names are such that a scenario is read as it was meant.
 * </ul>
 */
@NullMarked
package dev.signalbox.sim.convert;

import org.jspecify.annotations.NullMarked;
