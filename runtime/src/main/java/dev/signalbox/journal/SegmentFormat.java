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

    static byte[] segmentHeader(long number, long firstRecord) {
        byte[] bytes = new byte[SEGMENT_HEADER];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        into.putLong(MAGIC).putInt(VERSION).putLong(number).putLong(firstRecord);
        into.putInt(crc(bytes, 0, SEGMENT_CRC_AT));
        return bytes;
    }

    static boolean isSegmentHeader(byte[] bytes, int at) {
        return isSigned(bytes, at, SEGMENT_CRC_AT) && ByteBuffer.wrap(bytes).getLong(at) == MAGIC;
    }

    static SegmentHeader segmentHeader(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SegmentHeader(buffer.getInt(at + 8), buffer.getLong(at + 12), buffer.getLong(at + 20));
    }

    /** Frames a record: {@code bytes} hold its body behind room for the header, and have room for the trailer behind it. */
    static void frame(byte[] bytes, int length, int type, long ordinal) {
        ByteBuffer into = ByteBuffer.wrap(bytes);
        into.putInt(length).putInt(type).putLong(ordinal);
        into.putInt(crc(bytes, 0, RECORD_CRC_AT));
        into.position(RECORD_HEADER + length);
        into.putInt(crc(bytes, RECORD_HEADER, length)).putInt(END_MARK);
    }

    static boolean isRecordHeader(byte[] bytes, int at) {
        return isSigned(bytes, at, RECORD_CRC_AT);
    }

    static RecordHeader recordHeader(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RecordHeader(buffer.getInt(at), buffer.getInt(at + 4), buffer.getLong(at + 8));
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
