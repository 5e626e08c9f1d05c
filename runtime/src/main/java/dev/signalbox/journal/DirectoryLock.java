package dev.signalbox.journal;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to write a journal. The operating system takes it back when the process ends, however it ends. */
final class DirectoryLock implements Closeable {
    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws Refusal {@code EBUSY} when another writer has it, in this process or in another one
     */
    static DirectoryLock take(Path dir) {
        Path file = dir.resolve(Segments.LOCK);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new Refusal(
                        Errno.EBUSY, "journal " + dir + " has a writer already", "close it, or give another directory");
            }
            return new DirectoryLock(file, channel);
        } catch (IOException failed) {
            throw new JournalIoException(file, "cannot be locked", failed);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new JournalIoException(file, "cannot be unlocked", failed);
        }
    }
}
