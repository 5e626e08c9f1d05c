/**
 * Folds the facts of one device back into the rules that reported them, and says what they then hold; compares two streams of
 * facts up to the first difference.
 *
 * <p>Always true:
 * <ul>
 *   <li>there is one implementation of each rule: what is folded into are the rooms' own objects, through the methods that the
 *       live actors call as well;
 *   <li>the same facts give the same {@link dev.signalbox.replay.DeviceState}, whether they come one by one or in runs;
 *   <li>when nothing is under way, the state that is folded from all facts of a device equals the state that its owners show;
 *   <li>a stream that contradicts itself is told in words, with the number of the fact;
 *   <li>nothing behind a first difference is compared.
 * </ul>
 *
 * <p>Knows the rules and the facts. Knows nothing of actors, time, threads, journals.
 */
@NullMarked
package dev.signalbox.replay;

import org.jspecify.annotations.NullMarked;
