/**
 * Facts of a journal, compared and folded back.
 *
 * <p>Always true:
 * <ul>
 *   <li>the first difference between two streams is the first: nothing behind it is compared;
 *   <li>what is kept of a stream does not grow with it.
 * </ul>
 *
 * <p>Knows: {@code event}.
 */
@NullMarked
package dev.signalbox.replay;

import org.jspecify.annotations.NullMarked;
