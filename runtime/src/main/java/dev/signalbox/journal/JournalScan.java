package dev.signalbox.journal;

import dev.signalbox.journal.Segments.Segment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through all segments of a journal, in order, and checks that none is missing. */
final class JournalScan {
    /** Takes entries. */
    interface Sink {
        /** Takes an entry and where its record stands, and returns whether to go on. */
        boolean entry(Location at, Entry entry);
    }

    private final Path dir;
    private final List<Segment> segments;
    private long nextRecord = 1;

    JournalScan(Path dir) {
        this.dir = dir;
        this.segments = Segments.list(dir);
    }

    /** Returns the number of the record that comes next. */
    long nextRecord() {
        return nextRecord;
    }

    /** Returns the last segment; null when there is none. */
    @Nullable Segment last() {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }

    /** Hands on all entries; returns why it ended. */
    Ending run(Sink sink) {
        for (int i = 0; i < segments.size(); i++) {
            Ending ending = segment(i, sink);
            if (!(ending instanceof Ending.Clean)) {
                return ending;
            }
        }
        return new Ending.Clean();
    }

    private Ending segment(int place, Sink sink) {
        Segment segment = segments.get(place);
        if (segment.number() != place + 1) {
            Path missing = Segments.file(dir, place + 1);
            return damaged(missing, 0, "the segment is missing", SegmentScan.BACKUP);
        }
        try (FileView file = FileView.open(segment.file())) {
            Ending ending = walk(segment, new SegmentScan(file), sink);
            return place < segments.size() - 1 ? inTheMiddle(ending) : ending;
        }
    }

    private Ending walk(Segment segment, SegmentScan scan, Sink sink) {
        Ending refused = scan.begin(segment.number());
        if (refused != null) {
            return refused;
        }
        if (scan.nextRecord() != nextRecord) {
            return gap(segment, scan.nextRecord());
        }
        Ending ending = scan.run((offset, type, bytes, from, length) ->
                sink.entry(new Location(segment.number(), offset), EntryCodec.decode(type, bytes, from, length)));
        nextRecord = scan.nextRecord();
        return ending;
    }

    private Ending gap(Segment segment, long begins) {
        String what = "record " + nextRecord + " is missing; segment " + segment.number() + " begins with " + begins;
        if (segment.number() == 1 || begins < nextRecord) {
            return damaged(segment.file(), 0, what, SegmentScan.BACKUP);
        }
        Segment before = segments.get((int) segment.number() - 2);
        try (FileView file = FileView.open(before.file())) {
            return damaged(before.file(), file.size(), what, SegmentScan.BACKUP);
        }
    }

    /** Only the last segment may end within a record. */
    private static Ending inTheMiddle(Ending ending) {
        return ending instanceof Ending.Torn torn
                ? damaged(torn.file(), torn.offset(), "the segment ends here, but others follow it", SegmentScan.BACKUP)
                : ending;
    }

    private static Ending damaged(Path file, long offset, String what, String hint) {
        return new Ending.Damaged(new JournalDamage(file, offset, what, hint));
    }
}
