/**
 * A device that executes Java code on a thread pool: a model for devices of other makers, and a use for Signalbox without a GPU.
 *
 * <p>Always true:
 * <ul>
 *   <li>the actor alone touches its rings; code on the pool tells it that it is over, and nothing else;
 *   <li>each ring executes its entries one at a time, in order;
 *   <li>what a reset has left behind on the pool changes nothing when it is over.
 * </ul>
 *
 * <p>Knows: the provider's end of the root package, {@code device}, {@code fence} (error names). For live runtimes only: a pool has
 * threads that no lab decides about.
 */
@NullMarked
package dev.signalbox.examples.lambda;

import org.jspecify.annotations.NullMarked;
