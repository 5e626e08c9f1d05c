package dev.signalbox.race;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which jobs the entries of one ring are. */
final class RingEntries {
    private record Piece(LikeJobs jobs, long seqno, int count) {}

    private final int ring;
    private final NavigableMap<Long, Piece> pieces = new TreeMap<>();

    RingEntries(int ring) {
        this.ring = ring;
    }

    /** Takes like jobs in a row, and forgets the oldest of those that are over. */
    void add(long entry, LikeJobs jobs, long seqno, int count) {
        while (!pieces.isEmpty() && pieces.firstEntry().getValue().jobs().areOver()) {
            pieces.pollFirstEntry();
        }
        pieces.put(entry, new Piece(jobs, seqno, count));
    }

    /** Returns the job that an entry is, as one that accesses memory; null when that is not known. */
    @Nullable AccessingJob accessing(long entry, long round) {
        Map.Entry<Long, Piece> at = pieces.floorEntry(entry);
        if (at == null || entry - at.getKey() >= at.getValue().count()) {
            return null;
        }
        Piece piece = at.getValue();
        piece.jobs().see(round);
        return piece.jobs().accessing(piece.seqno() + entry - at.getKey(), ring);
    }
}
