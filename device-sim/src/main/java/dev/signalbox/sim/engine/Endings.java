package dev.signalbox.sim.engine;

import dev.signalbox.fence.Errno;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of a ring that are to end early, and how. */
final class Endings {
    /** How an entry ends early; null when that is no error. */
    record Ending(@Nullable Errno error) {}

    private final TreeMap<Long, Ending> bySeqno = new TreeMap<>();

    /** Takes note of one; returns false when it is to end early already: the first time counts. */
    boolean add(long seqno, @Nullable Errno error) {
        return bySeqno.putIfAbsent(seqno, new Ending(error)) == null;
    }

    @Nullable Ending find(long seqno) {
        return bySeqno.isEmpty() ? null : bySeqno.get(seqno);
    }

    /** All entries up to one are over. */
    void forgetThrough(long seqno) {
        if (!bySeqno.isEmpty()) {
            bySeqno.headMap(seqno, true).clear();
        }
    }

    void clear() {
        bySeqno.clear();
    }
}
