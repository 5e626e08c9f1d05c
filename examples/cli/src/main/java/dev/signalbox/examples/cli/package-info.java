/**
 * The command line: {@code signalbox run|demo|replay|journal|list|config}.
 *
 * <p>Always true:
 * <ul>
 *   <li>results go to standard output, everything else to standard error, progress only to a terminal;
 *   <li>exit code 0 is success, 1 wrong use or bad input, 2 a hang or a failed expectation, 3 a run that
 *       differs from its journal; what is printed and does not arrive is a failure;
 *   <li>what is printed is folded from the stream of facts, and the same seed prints the same bytes.
 * </ul>
 */
@NullMarked
package dev.signalbox.examples.cli;

import org.jspecify.annotations.NullMarked;
