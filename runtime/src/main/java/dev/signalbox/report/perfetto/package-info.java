/**
 * A run as a trace in Perfetto's protobuf format: tracks with slices for queues and rings, flows between them, counters.
 *
 * <p>Always true:
 * <ul>
 *   <li>slices of one track never overlap: the jobs of a queue stand on one track for each place that was taken at once;
 *   <li>times are nanoseconds on the device's clock, those of {@code report.timeline};
 *   <li>the same facts give the same bytes;
 *   <li>memory grows with jobs that are not over, never with jobs that are.
 * </ul>
 *
 * <p>The few fields that are needed are written by hand, without the format's own library.
 */
@NullMarked
package dev.signalbox.report.perfetto;

import org.jspecify.annotations.NullMarked;
