/** Tests of what holds for the whole runtime, and what all tests share: seeds, and the names of behaviours that they fulfil. */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
