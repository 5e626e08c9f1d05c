/** Tests that the benchmarks do what they say; never how fast. */
@NullMarked
package dev.signalbox.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
