package dev.signalbox.examples.oracle;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of cases of a directory, at any depth and in the order of their names. */
final class CaseFiles {
    /** Takes the selected cases. */
    @FunctionalInterface
    interface Reader {
        /** Takes a case; {@code from} knows where it stands. */
        void take(OracleCase observed, CaseFile from);
    }

    private CaseFiles() {}

    /**
     * Reads the selected cases, one at a time.
     *
     * @throws OracleException when nothing is selected, or something is damaged or is no case
     * @throws IOException when the directory cannot be read
     */
    static void each(Path directory, OracleSelection selection, Reader reader) throws IOException {
        long taken = 0;
        for (Path file : files(directory)) {
            taken += read(file, selection, reader);
        }
        selection.checkAllSeen(directory.toString());
        if (taken == 0) {
            throw new OracleException(directory + ": no case is selected");
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            throw new OracleException(directory + ": no such directory");
        }
        try (Stream<Path> found = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(CaseFile::isOne)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new OracleException(directory + ": no files named .jsonl or .jsonl.gz");
            }
            return files;
        }
    }

    private static long read(Path file, OracleSelection selection, Reader reader) throws IOException {
        long taken = 0;
        try (CaseFile cases = CaseFile.open(file)) {
            for (OracleCase next = cases.next(); next != null; next = cases.next()) {
                if (selection.takes(next)) {
                    reader.take(next, cases);
                    taken++;
                }
            }
        }
        return taken;
    }
}
