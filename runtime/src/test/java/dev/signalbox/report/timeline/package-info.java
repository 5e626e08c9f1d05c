/** Tests of the report room: hand-made streams of facts, and exactly what is shown of them. */
@NullMarked
package dev.signalbox.report.timeline;

import org.jspecify.annotations.NullMarked;
