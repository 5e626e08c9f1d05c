/**
 * The picture of one or more runs as one HTML page that opens from disk: data, styles and scripts are all in it.
 *
 * <p>Always true:
 * <ul>
 *   <li>the page loads nothing, and its own policy forbids it to;
 *   <li>names that programs chose are data in it, never markup or script;
 *   <li>the same facts give the same bytes;
 *   <li>every number shown is in the data once; what a table says and what a picture says is read from the same columns.
 * </ul>
 *
 * <p>The page draws with Apache ECharts. Its script is an argument, so that nobody who embeds the runtime carries it along; the
 * command line brings it. Sees {@code report} and {@code report.timeline}.
 */
@NullMarked
package dev.signalbox.report.html;

import org.jspecify.annotations.NullMarked;
