package dev.signalbox.journal;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to write a journal. The operating system takes it back when the process ends, however it ends.
 *
 * <p>POSIX locks belong to a process, and closing any channel of the file gives them up; so a file that this process has locked
 * is never opened again.
 */
final class DirectoryLock implements Closeable {
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path dir;
    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path dir, Path file, FileChannel channel) {
        this.dir = dir;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param directory exists
     * @throws Refusal {@code EBUSY} when another writer has it, in this process or in another one
     */
    static DirectoryLock take(Path directory) {
        Path file = directory.resolve(Segments.LOCK);
        synchronized (HELD_HERE) {
            try {
                Path dir = directory.toRealPath();
                if (HELD_HERE.contains(dir)) {
                    throw busy(directory);
                }
                DirectoryLock lock = new DirectoryLock(dir, file, locked(directory, file));
                HELD_HERE.add(dir);
                return lock;
            } catch (IOException failed) {
                throw new JournalIoException(file, "cannot be locked", failed);
            }
        }
    }

    /** Returns whether this process writes the journal in a directory. */
    static boolean isHeldHere(Path directory) {
        synchronized (HELD_HERE) {
            try {
                return HELD_HERE.contains(directory.toRealPath());
            } catch (IOException notThere) {
                return false;
            }
        }
    }

    private static FileChannel locked(Path directory, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw busy(directory);
        }
        return channel;
    }

    private static Refusal busy(Path directory) {
        return new Refusal(
                Errno.EBUSY, "journal " + directory + " has a writer already", "close it, or give another directory");
    }

    @Override
    public void close() {
        synchronized (HELD_HERE) {
            HELD_HERE.remove(dir);
            try {
                channel.close();
            } catch (IOException failed) {
                throw new JournalIoException(file, "cannot be unlocked", failed);
            }
        }
    }
}
