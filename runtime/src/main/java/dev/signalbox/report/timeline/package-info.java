/**
 * The timeline of a run: when each job was accepted, queued, given to its ring, started and over, and what stood in the queues
 * meanwhile. Pictures and traces in foreign formats are drawn from it, so they say the same of every job.
 *
 * <p>Always true:
 * <ul>
 *   <li>a job starts when it is given to its ring or when the job before it has left that ring, whichever is later;
 *   <li>what has not happened is {@link dev.signalbox.report.timeline.JobSpan#NEVER}, never a guess;
 *   <li>{@link dev.signalbox.report.timeline.JobFold} remembers jobs that are not over;
 *       {@link dev.signalbox.report.timeline.RunTimeline} remembers all of them, at some 300 bytes each.
 * </ul>
 *
 * <p>Sees {@code report} for the summary that a timeline carries along, and for incidents.
 */
@NullMarked
package dev.signalbox.report.timeline;

import org.jspecify.annotations.NullMarked;
