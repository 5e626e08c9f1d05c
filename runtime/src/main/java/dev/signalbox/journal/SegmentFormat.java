package dev.signalbox.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Where the bytes of a segment file stand; see {@code docs/journal.md}. All numbers here are big-endian. */
final class SegmentFormat {
    /** The format that this release writes, and the newest that it reads. */
    static final int VERSION = 1;

    /** The letters {@code SgnlbxSG}. */
    static final long MAGIC = 0x53676E6C62785347L;

    static final int SEGMENT_HEADER = 32;
    static final int RECORD_HEADER = 20;
    static final int RECORD_TRAILER = 8;

    /** The most bytes that the body of one record may have. */
    static final int MOST_BODY = 64 << 20;

    /**
     * The last bytes of every record, none of them zero: where they are missing and zeros follow, the record was never written
     * to its end.
     */
    static final int END_MARK = 0x53454E44;

    private static final int SEGMENT_CRC_AT = 28;
    private static final int RECORD_CRC_AT = 16;

    /**
     * The first bytes of a segment.
     *
     * @param version the format
     * @param number the segment's number, from 1
     * @param firstRecord the number of its first record; the records of a journal are numbered from 1
     */
    record SegmentHeader(int version, long number, long firstRecord) {}

    /** What stands before the body of a record: the body's length in bytes, its type, the record's number. */
    record RecordHeader(int length, int type, long ordinal) {
        long recordBytes() {
            return (long) RECORD_HEADER + length + RECORD_TRAILER;
        }
    }

    private SegmentFormat() {}

    static void putSegmentHeader(ByteBuffer into, long number, long firstRecord) {
        int start = into.position();
        into.putLong(MAGIC).putInt(VERSION).putLong(number).putLong(firstRecord);
        into.putInt(crc(into.array(), start, SEGMENT_CRC_AT));
    }

    static boolean isSegmentHeader(byte[] bytes, int at) {
        return isSigned(bytes, at, SEGMENT_CRC_AT) && ByteBuffer.wrap(bytes).getLong(at) == MAGIC;
    }

    static SegmentHeader segmentHeader(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SegmentHeader(buffer.getInt(at + 8), buffer.getLong(at + 12), buffer.getLong(at + 20));
    }

    static void putRecordHeader(ByteBuffer into, int length, int type, long ordinal) {
        int start = into.position();
        into.putInt(length).putInt(type).putLong(ordinal);
        into.putInt(crc(into.array(), start, RECORD_CRC_AT));
    }

    static boolean isRecordHeader(byte[] bytes, int at) {
        return isSigned(bytes, at, RECORD_CRC_AT);
    }

    static RecordHeader recordHeader(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RecordHeader(buffer.getInt(at), buffer.getInt(at + 4), buffer.getLong(at + 8));
    }

    /** Writes the trailer of a record whose body ends at the buffer's position. */
    static void putTrailer(ByteBuffer into, int length) {
        int bodyCrc = crc(into.array(), into.position() - length, length);
        into.putInt(bodyCrc).putInt(END_MARK);
    }

    /** Returns whether a body of that length and its trailer, from {@code at} on, are whole. */
    static boolean isWholeBody(byte[] bytes, int at, int length) {
        return isSigned(bytes, at, length) && ByteBuffer.wrap(bytes).getInt(at + length + 4) == END_MARK;
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static boolean isSigned(byte[] bytes, int at, int length) {
        return ByteBuffer.wrap(bytes).getInt(at + length) == crc(bytes, at, length);
    }
}
