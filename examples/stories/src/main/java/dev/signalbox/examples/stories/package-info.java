/**
 * Stories: small programs that show how Signalbox is used. The documentation cuts its snippets from here.
 *
 * <p>Always true:
 * <ul>
 *   <li>a story uses what an embedding program uses: the root package, its values, and the simulator;
 *   <li>a story has at most 40 lines, and a test checks what it prints.
 * </ul>
 */
@NullMarked
package dev.signalbox.examples.stories;

import org.jspecify.annotations.NullMarked;
