/** Tests of {@code dev.signalbox.replay}. */
@NullMarked
package dev.signalbox.replay;

import org.jspecify.annotations.NullMarked;
