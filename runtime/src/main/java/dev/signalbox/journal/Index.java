package dev.signalbox.journal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of each persistence id stand: 24 bytes a record, nothing of what is in them. For any thread.
 */
final class Index {
    private static final int FIRST_ROOM = 4;

    /** The records of one persistence id, in order. */
    private static final class Track {
        private long[] lasts = new long[FIRST_ROOM];
        private long[] segments = new long[FIRST_ROOM];
        private long[] offsets = new long[FIRST_ROOM];
        private int records;
        private long deletedTo;

        long highest() {
            return records == 0 ? deletedTo : lasts[records - 1];
        }

        void add(Location at, long last) {
            if (records == lasts.length) {
                int room = 2 * records;
                lasts = Arrays.copyOf(lasts, room);
                segments = Arrays.copyOf(segments, room);
                offsets = Arrays.copyOf(offsets, room);
            }
            lasts[records] = last;
            segments[records] = at.segment();
            offsets[records] = at.offset();
            records++;
        }

        @Nullable Location find(long sequenceNr) {
            int found = Arrays.binarySearch(lasts, 0, records, sequenceNr);
            int place = found >= 0 ? found : -found - 1;
            return place < records ? new Location(segments[place], offsets[place]) : null;
        }
    }

    private final Map<String, Track> tracks = new LinkedHashMap<>();

    /** Notes where an entry stands. The entry must be {@link #refuse accepted}. */
    synchronized void add(Location at, Entry entry) {
        refuse(entry);
        Track track = tracks.computeIfAbsent(entry.persistenceId(), id -> new Track());
        if (entry instanceof Entry.Write write) {
            track.add(at, write.last());
        } else if (entry instanceof Entry.Deletion deletion) {
            track.deletedTo = Math.max(track.deletedTo, deletion.upTo());
        }
    }

    /**
     * Refuses events whose numbers do not go up.
     *
     * @throws MalformedBytes when they do not
     */
    synchronized void refuse(Entry entry) {
        if (!(entry instanceof Entry.Write write)) {
            return;
        }
        long previous = highest(write.persistenceId());
        for (Event event : write.events()) {
            if (event.sequenceNr() <= previous) {
                throw new MalformedBytes(
                        0,
                        "event " + event.sequenceNr() + " of " + write.persistenceId() + " follows event " + previous,
                        "one writer per persistence id numbers its events upwards");
            }
            previous = event.sequenceNr();
        }
    }

    /** Returns the highest sequence number that was ever written for an id; 0 for none. */
    synchronized long highest(String id) {
        Track track = tracks.get(id);
        return track == null ? 0 : track.highest();
    }

    /** Returns up to which sequence number the events of an id are deleted; 0 for none. */
    synchronized long deletedTo(String id) {
        Track track = tracks.get(id);
        return track == null ? 0 : track.deletedTo;
    }

    /** Returns where the record with the first event from a sequence number on stands; null when there is none. */
    synchronized @Nullable Location find(String id, long sequenceNr) {
        Track track = tracks.get(id);
        return track == null ? null : track.find(sequenceNr);
    }
}
