package dev.signalbox.journal;

import dev.signalbox.journal.SegmentFormat.RecordHeader;
import dev.signalbox.journal.SegmentFormat.SegmentHeader;
import org.jspecify.annotations.Nullable;

/** Walks through one segment file and checks every byte of it. */
final class SegmentScan {
    static final String BACKUP = "restore the file from a copy, or start a new journal";

    /** Takes records. */
    interface Sink {
        /**
         * Takes a whole record whose body stands in {@code bytes}, and returns whether to go on.
         *
         * @throws MalformedBytes when the body is not what its type says
         */
        boolean record(long offset, int type, byte[] bytes, int from, int length);
    }

    private static final long ANY = 0;

    private final FileView file;
    private long offset;
    private long nextRecord = ANY;

    SegmentScan(FileView file) {
        this.file = file;
    }

    /** Returns a scan that goes on at a record in the middle. */
    static SegmentScan at(FileView file, long offset) {
        SegmentScan scan = new SegmentScan(file);
        scan.offset = offset;
        return scan;
    }

    /** Reads the header; returns why that is not possible, or null. */
    @Nullable Ending begin(long number) {
        if (file.size() < SegmentFormat.SEGMENT_HEADER) {
            return torn();
        }
        int at = file.at(0, SegmentFormat.SEGMENT_HEADER);
        if (!SegmentFormat.isSegmentHeader(file.bytes(), at)) {
            return tornOrDamaged(SegmentFormat.SEGMENT_HEADER - 1, "the header of the segment is damaged");
        }
        SegmentHeader found = SegmentFormat.segmentHeader(file.bytes(), at);
        if (found.version() != SegmentFormat.VERSION) {
            return damaged(
                    "the segment has format " + found.version() + "; this release knows " + SegmentFormat.VERSION,
                    Wire.NEWER);
        }
        if (found.number() != number) {
            return damaged("the segment says that it is number " + found.number(), "give the file its own name");
        }
        nextRecord = found.firstRecord();
        offset = SegmentFormat.SEGMENT_HEADER;
        return null;
    }

    /** Returns the number that the next record has; 0 before anything is read. */
    long nextRecord() {
        return nextRecord;
    }

    /** Hands on the records behind the header; returns why it ended. */
    Ending run(Sink sink) {
        while (offset < file.size()) {
            Ending ending = next(sink);
            if (ending != null) {
                return ending;
            }
        }
        return new Ending.Clean();
    }

    private @Nullable Ending next(Sink sink) {
        long left = file.size() - offset;
        if (left < SegmentFormat.RECORD_HEADER) {
            return torn();
        }
        int at = file.at(offset, SegmentFormat.RECORD_HEADER);
        if (!SegmentFormat.isRecordHeader(file.bytes(), at)) {
            return tornOrDamaged(SegmentFormat.RECORD_HEADER, "the header of the record is damaged");
        }
        RecordHeader record = SegmentFormat.recordHeader(file.bytes(), at);
        if (record.length() < 0 || record.length() > SegmentFormat.MOST_BODY || !isNext(record.ordinal())) {
            return damaged("record " + nextRecord + " is expected here, not " + record, BACKUP);
        }
        return left < record.recordBytes() ? torn() : body(record, sink);
    }

    private boolean isNext(long ordinal) {
        return nextRecord == ANY || ordinal == nextRecord;
    }

    private @Nullable Ending body(RecordHeader record, Sink sink) {
        int from = SegmentFormat.RECORD_HEADER + file.at(offset, Math.toIntExact(record.recordBytes()));
        if (!SegmentFormat.isWholeBody(file.bytes(), from, record.length())) {
            return tornOrDamaged(record.recordBytes() - 1, "the body of the record is damaged");
        }
        try {
            if (!sink.record(offset, record.type(), file.bytes(), from, record.length())) {
                return new Ending.Stopped();
            }
        } catch (MalformedBytes malformed) {
            return damaged(malformed.what(), malformed.hint());
        }
        offset += record.recordBytes();
        nextRecord = record.ordinal() + 1;
        return null;
    }

    /** A record that is not whole is torn when from within so many of its bytes on the file holds nothing but zeros. */
    private Ending tornOrDamaged(long bytes, String what) {
        return file.endOfContent() <= offset + bytes ? torn() : damaged(what, BACKUP);
    }

    private Ending torn() {
        return new Ending.Torn(file.file(), offset, file.size() - offset);
    }

    private Ending damaged(String what, String hint) {
        return new Ending.Damaged(new JournalDamage(file.file(), offset, what, hint));
    }
}
