/** Tests of the memory manager's rules. */
@NullMarked
package dev.signalbox.memory;

import org.jspecify.annotations.NullMarked;
