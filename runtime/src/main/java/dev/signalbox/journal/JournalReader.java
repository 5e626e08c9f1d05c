package dev.signalbox.journal;

import dev.signalbox.fence.Refusal;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the blocks of a journal, one record in memory at a time. It writes nothing and takes no lock, so it may read while the
 * journal is written: then a torn tail is a record that is not there yet.
 *
 * <p>Events that are marked as deleted are read too, for they are still there. Each reading starts from the first segment.
 */
public final class JournalReader {
    private final Path dir;

    private JournalReader(Path dir) {
        this.dir = dir;
    }

    /**
     * Opens a journal for reading.
     *
     * @throws Refusal {@code ENOENT} when there is no such directory, {@code EINVAL} when it is not a journal
     */
    public static JournalReader open(Path dir) {
        Segments.refuseNoJournal(dir);
        return new JournalReader(dir);
    }

    /** Returns the persistence ids in order of appearance, up to the end or to the first damage. */
    public List<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        new JournalScan(dir).run((at, entry) -> {
            ids.add(entry.persistenceId());
            return true;
        });
        return List.copyOf(ids);
    }

    /**
     * Hands on the blocks of one persistence id, in order.
     *
     * @return how far it came and why it ended there; empty when all is read and the id did not appear
     */
    public Optional<Reading> read(String id, BlockSink sink) {
        BlockOrder order = new BlockOrder(sink);
        Ending ending =
                new JournalScan(dir).run((at, entry) -> !entry.persistenceId().equals(id) || order.entry(entry));
        boolean known = order.appeared() || ending instanceof Ending.Damaged;
        return known ? Optional.of(new Reading(order.lastFact(), ending)) : Optional.empty();
    }

    /** Checks every byte of the journal, without a look into the events, and returns how it ends. */
    public Ending check() {
        return new JournalScan(dir).run((at, entry) -> true);
    }
}
