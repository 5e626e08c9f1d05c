package dev.signalbox.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file as it was long when it was opened, read through a window in memory. Not mapped: a mapped file that its writer cuts
 * kills the reader.
 */
final class FileView implements Closeable {
    private static final int WINDOW = 1 << 18;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private byte[] window = new byte[0];
    private long start;
    private int filled;

    private FileView(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    static FileView open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new FileView(file, channel, channel.size());
        } catch (IOException failed) {
            throw new JournalIoException(file, "cannot be opened", failed);
        }
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    /** Returns the array that {@link #at} points into, until the next call of it. */
    byte[] bytes() {
        return window;
    }

    /** Brings bytes into the window, all of which must be in the file, and returns where in {@link #bytes} they begin. */
    int at(long offset, int length) {
        if (offset < start || offset + length > start + filled) {
            load(offset, length);
        }
        return (int) (offset - start);
    }

    private void load(long offset, int length) {
        int wanted = (int) Math.min(Math.max(length, WINDOW), size - offset);
        if (window.length < wanted) {
            window = new byte[wanted];
        }
        ByteBuffer into = ByteBuffer.wrap(window, 0, wanted);
        filled = 0;
        try {
            while (into.hasRemaining()) {
                if (channel.read(into, offset + into.position()) < 0) {
                    throw new IOException("the file was cut while it was read");
                }
            }
        } catch (IOException failed) {
            throw new JournalIoException(file, "cannot be read at byte " + offset, failed);
        }
        start = offset;
        filled = wanted;
    }

    /** Returns where the zeros at the end of the file begin; its size when there are none. */
    long endOfContent() {
        long end = size;
        while (end > 0) {
            int length = (int) Math.min(WINDOW, end);
            int from = at(end - length, length);
            for (int i = length - 1; i >= 0; i--) {
                if (window[from + i] != 0) {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new JournalIoException(file, "cannot be closed", failed);
        }
    }
}
