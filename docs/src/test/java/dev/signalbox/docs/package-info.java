/**
 * Checks that the documentation is true: its links, snippets, quoted output, tables and names, and that the code keeps the arrows
 * that the architecture page draws.
 *
 * <p>Always true: {@link dev.signalbox.docs.Checkout} alone knows where the checkout is, and nothing is written unless
 * {@code -Ddocs.update=true} asks for it.
 */
@NullMarked
package dev.signalbox.docs;

import org.jspecify.annotations.NullMarked;
