/** Tests of address spaces. */
@NullMarked
package dev.signalbox.vm;

import org.jspecify.annotations.NullMarked;
