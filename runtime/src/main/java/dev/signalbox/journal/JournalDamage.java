package dev.signalbox.journal;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.nio.file.Path;

/**
 * Stored bytes that are not what was written. Nothing behind them is interpreted.
 *
 * @param file the segment file
 * @param offset where the damaged record begins in it, in bytes; 0 for the segment's header
 * @param what one sentence that says what is wrong
 * @param hint one sentence that says what to try
 */
public record JournalDamage(Path file, long offset, String what, String hint) {
    /** Returns the refusal of a request that the damage is in the way of. */
    Refusal refusal() {
        return new Refusal(Errno.EBADMSG, this.toString(), hint);
    }

    /** Prints the place and what is wrong there. */
    @Override
    public String toString() {
        return file + ": byte " + offset + ": " + what;
    }
}
