package dev.signalbox.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How a journal's bytes reach the disk: one place to count and to fail them. */
class Disk {
    /** Appends all bytes. */
    void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Returns when everything written is on the disk. */
    void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    /** Returns when the names of new files are on the disk, where directories can be forced at all. */
    void forceNames(Path dir) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(dir, StandardOpenOption.READ);
        } catch (IOException notOpenable) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
