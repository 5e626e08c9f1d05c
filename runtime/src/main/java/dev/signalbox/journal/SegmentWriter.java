package dev.signalbox.journal;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a journal: whole records at the end of its last segment. For one thread at a time.
 *
 * <p>What is appended is with the operating system when {@link #append} returns, so it outlives the process; what
 * {@link #force} has returned for outlives the machine.
 */
public final class SegmentWriter implements Closeable {
    /** How long a segment gets, in bytes, unless something else is asked for. */
    public static final long SEGMENT_BYTES = 64L << 20;

    private static final long LEAST_SEGMENT = 1 << 10;
    private static final int FIRST_BUFFER = 1 << 12;
    private static final int KEPT_BUFFER = 1 << 20;

    private final Path dir;
    private final long segmentBytes;
    private final Disk disk;
    private final DirectoryLock lock;

    private Output buffer = newBuffer();
    private long number;
    private long size;
    private long nextRecord;
    private @Nullable FileChannel channel;
    private @Nullable JournalIoException failure;
    private boolean released;

    private SegmentWriter(Path dir, long segmentBytes, Disk disk, DirectoryLock lock) {
        this.dir = dir;
        this.segmentBytes = segmentBytes;
        this.disk = disk;
        this.lock = lock;
    }

    /**
     * Opens a journal for writing, and makes it when it is not there. All that is stored is checked; a torn tail is cut off.
     *
     * @param segmentBytes at least 1024; a segment that would get longer is ended and the next one begun
     * @throws Refusal {@code EINVAL} when the directory is not a journal, {@code EBUSY} when it has a writer, {@code EBADMSG}
     *     when it is damaged before its tail
     * @throws JournalIoException when the file system fails
     */
    public static SegmentWriter open(Path dir, long segmentBytes) {
        return open(dir, segmentBytes, new Disk(), (at, entry) -> true);
    }

    /** Opens a journal as above, and hands what is stored to {@code stored}. */
    static SegmentWriter open(Path dir, long segmentBytes, Disk disk, JournalScan.Sink stored) {
        if (segmentBytes < LEAST_SEGMENT) {
            throw new Refusal(
                    Errno.EINVAL,
                    "a segment of " + segmentBytes + " bytes is too short",
                    "give at least " + LEAST_SEGMENT + " bytes");
        }
        create(dir);
        Segments.refuseStrangers(dir);
        SegmentWriter writer = new SegmentWriter(dir, segmentBytes, disk, DirectoryLock.take(dir));
        try {
            writer.resume(stored);
            return writer;
        } catch (RuntimeException notOpened) {
            writer.release();
            throw notOpened;
        }
    }

    /** Makes the directory of a journal when it is not there, and refuses one that somebody else writes. */
    static void probe(Path dir) {
        create(dir);
        Segments.refuseStrangers(dir);
        DirectoryLock.take(dir).close();
    }

    private static void create(Path dir) {
        try {
            List<Path> parents = new ArrayList<>();
            for (Path at = dir.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
                parents.add(at.getParent());
            }
            if (!parents.isEmpty()) {
                Files.createDirectories(dir);
            }
            for (Path parent : parents) {
                new Disk().forceNames(parent);
            }
        } catch (IOException failed) {
            throw new JournalIoException(dir, "cannot be made", failed);
        }
    }

    /** Returns whether nothing was ever appended. */
    boolean isEmpty() {
        return nextRecord == 1;
    }

    /**
     * Appends one record.
     *
     * @throws IllegalArgumentException when the entry does not fit into a record; nothing is written
     * @throws JournalIoException when the file system fails, now or earlier
     */
    public void append(Entry entry) {
        write(entry);
    }

    /** Appends one record and returns where it stands. */
    Location write(Entry entry) {
        refuseAfterFailure();
        ByteBuffer record = record(entry);
        if (size > SegmentFormat.SEGMENT_HEADER && size + record.remaining() > segmentBytes) {
            roll();
        }
        Location at = new Location(number, size);
        int length = record.remaining();
        run("cannot be written", opened -> disk.write(opened, record));
        size += length;
        nextRecord++;
        return at;
    }

    /**
     * Returns when everything appended is on the disk.
     *
     * @throws JournalIoException when the file system fails, now or earlier
     */
    public void force() {
        refuseAfterFailure();
        run("cannot be forced", disk::force);
    }

    /** Forces what is appended, unless a write has failed, and lets go of the journal. */
    @Override
    public void close() {
        if (released) {
            return;
        }
        try {
            if (failure == null) {
                force();
            }
        } finally {
            release();
        }
    }

    private void resume(JournalScan.Sink stored) {
        JournalScan scan = new JournalScan(dir);
        Ending ending = scan.run(stored);
        if (ending instanceof Ending.Damaged damaged) {
            throw damaged.damage().refusal();
        }
        nextRecord = scan.nextRecord();
        Segments.Segment last = scan.last();
        if (last == null) {
            begin(1);
        } else {
            number = last.number();
            openLast(last.file(), ending instanceof Ending.Torn torn ? torn.offset() : Long.MAX_VALUE);
        }
    }

    private void openLast(Path file, long keep) {
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            if (keep < channel.size()) {
                channel.truncate(keep);
                disk.force(channel);
            }
            size = channel.size();
        } catch (IOException failed) {
            throw new JournalIoException(file, "cannot be opened for writing", failed);
        }
        if (size == 0) {
            writeHeader();
        }
    }

    private void roll() {
        force();
        closeSegment();
        begin(number + 1);
    }

    private void begin(long next) {
        number = next;
        size = 0;
        Path file = Segments.file(dir, next);
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw failed("cannot be made", failed);
        }
        writeHeader();
    }

    private void writeHeader() {
        ByteBuffer header = ByteBuffer.wrap(SegmentFormat.segmentHeader(number, nextRecord));
        run("cannot be written", opened -> {
            disk.write(opened, header);
            disk.force(opened);
            disk.forceNames(dir);
        });
        size = SegmentFormat.SEGMENT_HEADER;
    }

    private ByteBuffer record(Entry entry) {
        if (buffer.getBuffer().length > KEPT_BUFFER) {
            buffer = newBuffer();
        }
        buffer.setPosition(SegmentFormat.RECORD_HEADER);
        try {
            EntryCodec.encode(buffer, entry);
            buffer.writeLong(0);
        } catch (KryoException overflow) {
            throw new IllegalArgumentException(
                    "a record of a journal has at most " + SegmentFormat.MOST_BODY + " bytes", overflow);
        }
        return framed(entry, buffer.position());
    }

    private ByteBuffer framed(Entry entry, int end) {
        int length = end - SegmentFormat.RECORD_HEADER - SegmentFormat.RECORD_TRAILER;
        SegmentFormat.frame(buffer.getBuffer(), length, EntryCodec.typeOf(entry), nextRecord);
        return ByteBuffer.wrap(buffer.getBuffer(), 0, end);
    }

    private static Output newBuffer() {
        int most = SegmentFormat.RECORD_HEADER + SegmentFormat.MOST_BODY + SegmentFormat.RECORD_TRAILER;
        return new Output(FIRST_BUFFER, most);
    }

    private interface Step {
        void on(FileChannel channel) throws IOException;
    }

    private void run(String what, Step step) {
        FileChannel opened = channel;
        if (opened == null) {
            throw new IllegalStateException("the writer of journal " + dir + " is closed");
        }
        try {
            step.on(opened);
        } catch (IOException failed) {
            throw failed(what, failed);
        }
    }

    private JournalIoException failed(String what, IOException cause) {
        failure = new JournalIoException(Segments.file(dir, number), what, cause);
        return failure;
    }

    private void refuseAfterFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private void closeSegment() {
        run("cannot be closed", FileChannel::close);
        channel = null;
    }

    private void release() {
        try {
            if (channel != null) {
                closeSegment();
            }
        } finally {
            channel = null;
            released = true;
            lock.close();
        }
    }
}
