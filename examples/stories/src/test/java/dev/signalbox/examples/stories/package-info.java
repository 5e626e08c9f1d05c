/** Checks what the stories print. */
@NullMarked
package dev.signalbox.examples.stories;

import org.jspecify.annotations.NullMarked;
