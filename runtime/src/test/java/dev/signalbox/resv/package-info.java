/** Tests of reservations. */
@NullMarked
package dev.signalbox.resv;

import org.jspecify.annotations.NullMarked;
