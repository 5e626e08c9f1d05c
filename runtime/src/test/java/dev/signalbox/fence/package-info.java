/** Tests of fences: examples, and random sequences against naive models. */
@NullMarked
package dev.signalbox.fence;

import org.jspecify.annotations.NullMarked;
