package dev.signalbox.journal;

import dev.signalbox.fence.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a journal holds of each device, as far as whoever continues it must know. It is read one block at a time, so its length
 * does not matter.
 */
public final class History {
    private final Map<String, Past> pasts = new HashMap<>();

    private History() {}

    /**
     * Makes sure that a journal can be written, and reads what it holds.
     *
     * @param dir is made when it is not there; the plugin of a kept actor system may have it open
     * @throws Refusal {@code EINVAL} when the directory is not a journal, {@code EBUSY} when another process writes it, {@code
     *     EBADMSG} when it is damaged
     * @throws JournalIoException when the file system fails
     */
    public static History open(Path dir) {
        if (!DirectoryLock.isHeldHere(dir)) {
            SegmentWriter.probe(dir);
        }
        History history = new History();
        Map<String, BlockOrder> orders = new HashMap<>();
        Ending ending = new JournalScan(dir)
                .run((at, entry) -> orders.computeIfAbsent(entry.persistenceId(), history::order)
                        .entry(entry));
        if (ending instanceof Ending.Damaged damaged) {
            throw damaged.damage().refusal();
        }
        return history;
    }

    private BlockOrder order(String device) {
        Past past = past(device);
        return new BlockOrder(block -> {
            past.apply(block);
            return true;
        });
    }

    /** Returns what is stored of a device; nothing when it is new. */
    Past past(String device) {
        return pasts.computeIfAbsent(device, each -> new Past());
    }
}
