/**
 * Akka's own tests of a journal, run against ours.
 *
 * <p>Always true: all that is optional in that contract, and that a journal of files can do, is switched on.
 */
@NullMarked
package dev.signalbox.journal.tck;

import org.jspecify.annotations.NullMarked;
