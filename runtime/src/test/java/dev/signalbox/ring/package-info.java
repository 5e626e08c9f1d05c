/** Tests of the ring buffer. */
@NullMarked
package dev.signalbox.ring;

import org.jspecify.annotations.NullMarked;
