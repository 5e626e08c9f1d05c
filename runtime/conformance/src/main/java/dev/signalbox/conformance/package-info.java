/**
 * Names the rows of the catalogue of the kernel's behaviours that tests show to hold here.
 *
 * <p>Always true: tests of every module may use it, and nothing but tests does; it depends on nothing of ours. The page of all
 * rows is made from the compiled tests by the checks of the documentation.
 */
@NullMarked
package dev.signalbox.conformance;

import org.jspecify.annotations.NullMarked;
