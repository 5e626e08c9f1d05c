/** Tests of the values that host and device exchange. */
@NullMarked
package dev.signalbox.device;

import org.jspecify.annotations.NullMarked;
