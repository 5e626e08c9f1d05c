package dev.signalbox.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that a user names: no more of them than any text may have, and every failure says which file it was. */
final class TextFile {
    private static final int LIMIT = 1 << 20;

    private TextFile() {}

    /**
     * Reads a file.
     *
     * @param hint what to try when it cannot be read
     * @throws BadInputException when it is no file, too large, or cannot be read
     */
    static byte[] read(Path file, String hint) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": this is a directory (" + hint + ")");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new BadInputException(file + ": too large (it must be smaller than " + LIMIT + " bytes)");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new BadInputException(file + ": no such file (" + hint + ")");
        } catch (AccessDeniedException denied) {
            throw new BadInputException(file + ": permission denied (" + hint + ")");
        } catch (IOException failure) {
            throw new BadInputException(file + ": " + failure.getMessage() + " (" + hint + ")");
        }
    }
}
