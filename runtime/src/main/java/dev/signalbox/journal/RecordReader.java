package dev.signalbox.journal;

import dev.signalbox.fence.Refusal;
import java.io.Closeable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads single records of a journal that is being written; keeps the file open that it read last. */
final class RecordReader implements Closeable {
    private final Path dir;
    private @Nullable FileView open;
    private Entry.@Nullable Write found;

    RecordReader(Path dir) {
        this.dir = dir;
    }

    /**
     * Returns the write at a place.
     *
     * @throws Refusal {@code EBADMSG} when it is damaged
     */
    Entry.Write read(Location at) {
        Ending ending = look(at);
        if (ending instanceof Ending.Torn) {
            close();
            ending = look(at);
        }
        if (found == null) {
            throw damage(ending, at).refusal();
        }
        return found;
    }

    /** Finds a record; its end is not in sight when the file was opened while it was written. */
    private Ending look(Location at) {
        found = null;
        return SegmentScan.at(file(at), at.offset()).run((offset, type, bytes, from, length) -> {
            found = EntryCodec.decode(type, bytes, from, length) instanceof Entry.Write write ? write : null;
            return false;
        });
    }

    private JournalDamage damage(Ending ending, Location at) {
        return ending instanceof Ending.Damaged damaged
                ? damaged.damage()
                : new JournalDamage(
                        Segments.file(dir, at.segment()), at.offset(), "the record is gone", SegmentScan.BACKUP);
    }

    /** Returns the file, as long as it has to be for the record to be in it. */
    private FileView file(Location at) {
        Path file = Segments.file(dir, at.segment());
        if (open == null || !open.file().equals(file) || open.size() <= at.offset()) {
            close();
            open = FileView.open(file);
        }
        return open;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
