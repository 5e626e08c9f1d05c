package dev.signalbox.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The file system failed a read or a write of a journal. */
public final class JournalIoException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final transient Path path;

    JournalIoException(Path path, String what, IOException cause) {
        super(path + ": " + what + ": " + cause, cause);
        this.path = path;
    }

    /** Returns the file or directory that could not be read or written. */
    public Path path() {
        return path;
    }
}
