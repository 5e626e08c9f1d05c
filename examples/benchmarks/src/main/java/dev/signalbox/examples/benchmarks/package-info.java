/**
 * What a job costs the runtime, beside what a message costs the actors under it.
 *
 * <p>Always true:
 * <ul>
 *   <li>every ratio is between figures of one run on one machine, each measured in a JVM of its own;
 *   <li>jobs and messages are pushed through in the same shape: one submitting thread, the same {@link
 *       dev.signalbox.examples.benchmarks.Window}, the same dispatcher;
 *   <li>processor time is that of all threads of the measured JVM, its compiler and collector included.
 * </ul>
 */
@NullMarked
package dev.signalbox.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
