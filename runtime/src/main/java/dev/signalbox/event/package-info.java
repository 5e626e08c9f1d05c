/**
 * The facts: what happened on one device, in one closed vocabulary and one stream.
 *
 * <p>Always true:
 * <ul>
 *   <li>every room reports here and nowhere else; tables, traces and pictures are folds over this stream;
 *   <li>a fact names things by number and value, never by a live object;
 *   <li>a fact is reported before the message that lets anybody act on it is sent, so the stream is in causal order;
 *   <li>the fact that something was accepted carries the whole accepted input.
 * </ul>
 *
 * <p>Times are nanoseconds on the device's clock: virtual in the lab, since the start in a live run.
 *
 * <p>Knows: {@code fence}, {@code resv} (accesses), {@code device} (engines, work). What facts say and rooms act on, such as a
 * {@link dev.signalbox.event.Priority}, stands here, so that rooms see this package and it sees none of theirs.
 */
@NullMarked
package dev.signalbox.event;

import org.jspecify.annotations.NullMarked;
