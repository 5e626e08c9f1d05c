/** Tests of what the shells are made of, without an actor system. */
@NullMarked
package dev.signalbox.actor;

import org.jspecify.annotations.NullMarked;
