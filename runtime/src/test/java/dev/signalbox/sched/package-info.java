/** Tests of the scheduling rules: examples, and random sequences against naive models. */
@NullMarked
package dev.signalbox.sched;

import org.jspecify.annotations.NullMarked;
