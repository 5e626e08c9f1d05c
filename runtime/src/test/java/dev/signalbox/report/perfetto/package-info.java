/** Tests of traces for other viewers: what of a run stands in their bytes. */
@NullMarked
package dev.signalbox.report.perfetto;

import org.jspecify.annotations.NullMarked;
