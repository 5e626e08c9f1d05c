package dev.signalbox;

import dev.signalbox.journal.Ending;
import dev.signalbox.journal.JournalDamage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How reading a journal ended.
 *
 * @param kind in which of three ways
 * @param file the segment file where it ended early; null when it is clean
 * @param offset where in the file, in bytes
 * @param lastFact the number of the last fact before that
 * @param what one sentence that says what is there; empty when it is clean
 * @param hint one sentence that says what to try; empty when it is clean
 */
public record ReplayEnding(Kind kind, @Nullable Path file, long offset, long lastFact, String what, String hint) {
    /** The ways to end. */
    public enum Kind {
        /** All is read. */
        CLEAN,
        /** The last record is cut off: its writer was, or is still at it. */
        TORN,
        /** Bytes are not what was written; nothing behind them is interpreted. */
        DAMAGED
    }

    static ReplayEnding of(Ending ending, long lastFact) {
        if (ending instanceof Ending.Torn torn) {
            String what = "the last record is cut off, " + torn.bytes() + " bytes are ignored";
            String hint = "whoever wrote it was cut off, or is still at it";
            return new ReplayEnding(Kind.TORN, torn.file(), torn.offset(), lastFact, what, hint);
        }
        if (ending instanceof Ending.Damaged damaged) {
            JournalDamage damage = damaged.damage();
            return new ReplayEnding(
                    Kind.DAMAGED, damage.file(), damage.offset(), lastFact, damage.what(), damage.hint());
        }
        return new ReplayEnding(Kind.CLEAN, null, 0, lastFact, "", "");
    }

    /** Prints the place, what is there, the last fact before it and what to try. */
    @Override
    public String toString() {
        return kind == Kind.CLEAN
                ? "all is read, up to fact " + lastFact
                : file + ": byte " + offset + ": " + what + "; the last good fact is " + lastFact + " (" + hint + ")";
    }
}
