/**
 * The shells: one thin actor around each rule object, that turns messages into calls and calls into messages.
 *
 * <p>Always true:
 * <ul>
 *   <li>a rule object is touched by its own actor only;
 *   <li>facts are reported before the message that lets anybody act on them is sent;
 *   <li>nobody asks and waits: every question carries the address for its answer;
 *   <li>an actor that stops, for whatever reason, has signalled every fence that it promised, and leaves the final state of
 *       its timelines behind for late questions;
 *   <li>what is shared without a message is published by one writer and only ever grows: how far contexts have signalled, and
 *       how loaded rings are.
 * </ul>
 *
 * <p>Conversations and their message counts: {@code docs/protocols.md}. Seen only by the root package and the test kit.
 */
@NullMarked
package dev.signalbox.actor;

import org.jspecify.annotations.NullMarked;
