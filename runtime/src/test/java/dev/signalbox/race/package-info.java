/** Tests of the rules that find data races. */
@NullMarked
package dev.signalbox.race;

import org.jspecify.annotations.NullMarked;
