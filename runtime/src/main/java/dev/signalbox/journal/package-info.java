/**
 * The journal's storage: blocks of facts as bytes, segment files that hold them, and the Akka Persistence plugin on top.
 *
 * <p>Always true:
 * <ul>
 *   <li>one block, one persisted event: blocks of a device carry its facts in order, numbered from 1, without holes;
 *   <li>the same block is the same bytes; no number of a fact type is ever given twice;
 *   <li>input is not trusted: no length is believed before it is checked, and every byte stands under a check sum;
 *   <li>what is read is whole up to where reading ended, and the end says why: clean, a torn tail, or damage with its place;
 *   <li>reading never writes; one writer per directory, and after a write that failed it writes nothing more;
 *   <li>a write is whole or not there: all events of one write stand in one record.
 * </ul>
 *
 * <p>Knows: {@code event}, {@code fence}, {@code resv}, {@code device}, for the values that facts are made of. The format is in
 * {@code docs/journal.md}.
 */
@NullMarked
package dev.signalbox.journal;

import org.jspecify.annotations.NullMarked;
