/**
 * Runs cases that were observed on the real kernel against the rules: fences, reservations, sync objects, schedulers, each by itself,
 * without actors; and plays those of schedulers through the public API in a lab.
 *
 * <p>Always true: a file is streamed, one case at a time, so memory does not grow with the number of cases; what is no case is
 * told with file and line; a rule that throws is a difference, not a failure of the run. What exists only because of the
 * kernel's calling convention is translated here and nowhere else.
 */
@NullMarked
package dev.signalbox.examples.oracle;

import org.jspecify.annotations.NullMarked;
