/**
 * Which jobs are ordered, and which pages they access: the rules that find data races.
 *
 * <p>Always true:
 * <ul>
 *   <li>of two jobs, one is before the other only if the first is over when the second begins: by the order of their queue, by
 *       fences, because the second waits for memory that the first writes, or because it was over when the second was accepted;
 *   <li>what is before a job that is before a third is before that one too;
 *   <li>a job that is over is forgotten as soon as no job can overlap it any more: what stays are the last accesses of pages. A queue
 *       is forgotten with its client, a timeline when it is closed;
 *   <li>neighbouring pages with the same accesses take the room of one.
 * </ul>
 *
 * <p>Time is counted in jobs that are over: the count at which a job was accepted says all at once which jobs it cannot overlap,
 * so a vector clock names only jobs that were not over by then.
 *
 * <p>Knows: {@code fence}, {@code event} (page ranges), {@code device} (packets of programs). Knows nothing of actors, time, threads, reports.
 */
@NullMarked
package dev.signalbox.race;

import org.jspecify.annotations.NullMarked;
