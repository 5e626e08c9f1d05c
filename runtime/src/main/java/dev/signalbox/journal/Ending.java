package dev.signalbox.journal;

import java.nio.file.Path;

/** Why reading a journal ended where it did. */
public sealed interface Ending {
    /** All is read, and the last record is whole. */
    record Clean() implements Ending {}

    /**
     * The last segment ends within a record: its writer was cut off, or is still at it.
     *
     * @param file the last segment file
     * @param offset where the cut record begins, in bytes
     * @param bytes how many bytes are ignored from there on
     */
    record Torn(Path file, long offset, long bytes) implements Ending {}

    /** The rest is not interpreted, because bytes before it are damaged. */
    record Damaged(JournalDamage damage) implements Ending {}

    /** Whoever reads wanted no more. */
    record Stopped() implements Ending {}
}
