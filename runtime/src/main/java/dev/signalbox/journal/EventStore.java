package dev.signalbox.journal;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A journal and the index of what is in it. One thread writes; any may read. */
final class EventStore implements Closeable {
    private final Path dir;
    private final Index index;
    private final SegmentWriter writer;
    private boolean unforced;

    private EventStore(Path dir, Index index, SegmentWriter writer) {
        this.dir = dir;
        this.index = index;
        this.writer = writer;
    }

    /** Opens a journal as {@link SegmentWriter#open} does, and reads all of it once. */
    static EventStore open(Path dir, long segmentBytes, Disk disk) {
        Index index = new Index();
        SegmentWriter writer = SegmentWriter.open(dir, segmentBytes, disk, (at, entry) -> {
            index.add(at, entry);
            return true;
        });
        return new EventStore(dir, index, writer);
    }

    /** Appends events. */
    void write(Entry.Write write) {
        index.refuse(write);
        append(write);
    }

    /** Appends a mark that events of an id are deleted, as far as they were written. */
    void delete(String id, long upTo) {
        Entry.Deletion deletion = new Entry.Deletion(id, Math.min(upTo, index.highest(id)));
        if (deletion.upTo() > index.deletedTo(id)) {
            append(deletion);
        }
    }

    private void append(Entry entry) {
        Location at = writer.write(entry);
        unforced = true;
        index.add(at, entry);
    }

    /** Returns when everything appended is on the disk. */
    void forceNew() {
        if (unforced) {
            writer.force();
            unforced = false;
        }
    }

    /** Returns the highest sequence number that was ever written for an id; 0 for none. */
    long highest(String id) {
        return index.highest(id);
    }

    /**
     * Hands on the events of an id that are not deleted, in order: at most {@code most} with numbers {@code from} to {@code to}.
     *
     * @throws dev.signalbox.fence.Refusal {@code EBADMSG} when their bytes are damaged
     */
    void replay(String id, long from, long to, long most, Consumer<Event> sink) {
        long next = Math.max(from, index.deletedTo(id) + 1);
        long left = most;
        try (RecordReader reader = new RecordReader(dir)) {
            for (Location at = index.find(id, next); at != null && next <= to && left > 0; at = index.find(id, next)) {
                Entry.Write write = reader.read(at);
                for (Event event : write.events()) {
                    if (event.sequenceNr() >= next && event.sequenceNr() <= to && left > 0) {
                        sink.accept(event);
                        left--;
                    }
                }
                next = write.last() + 1;
            }
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
