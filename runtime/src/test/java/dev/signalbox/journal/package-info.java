/** Tests of the journal's storage. */
@NullMarked
package dev.signalbox.journal;

import org.jspecify.annotations.NullMarked;
