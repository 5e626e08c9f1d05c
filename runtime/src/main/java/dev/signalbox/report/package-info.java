/**
 * The report room: what people and programs are shown of a run, as folds over its one stream of facts.
 *
 * <p>Always true:
 * <ul>
 *   <li>nothing shown here has a second source: the stream of one device, from its first fact, is the only input;
 *   <li>the same facts give the same characters, on every machine and in every locale: no floating point, no clock, no
 *       order that comes from hashing;
 *   <li>memory grows with clients, queues and timelines and with jobs that are not over, never with jobs that are;
 *   <li>names that programs chose are shown with their control characters escaped, so a line stays a line.
 * </ul>
 *
 * <p>Nothing here is safe for several threads at once: a device reports one fact at a time, and whoever reads while it still
 * does takes the same lock.
 */
@NullMarked
package dev.signalbox.report;

import org.jspecify.annotations.NullMarked;
