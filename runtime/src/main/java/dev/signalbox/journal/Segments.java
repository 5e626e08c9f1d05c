package dev.signalbox.journal;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a journal's directory. */
final class Segments {
    static final String LOCK = "lock";

    private static final Pattern NAME = Pattern.compile("[0-9]{10}\\.segment");
    private static final int DIGITS = 10;

    /** A segment file and the number in its name. */
    record Segment(long number, Path file) {}

    private Segments() {}

    /** Returns the segment files by number. */
    static List<Segment> list(Path dir) {
        return names(dir).stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> new Segment(Long.parseLong(name.substring(0, DIGITS)), dir.resolve(name)))
                .sorted(Comparator.comparingLong(Segment::number))
                .toList();
    }

    static Path file(Path dir, long number) {
        String digits = Long.toString(number);
        return dir.resolve("0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ".segment");
    }

    /** Refuses a directory that holds anything but a journal. */
    static void refuseStrangers(Path dir) {
        refuseOther(dir);
        for (String name : names(dir)) {
            if (!name.equals(LOCK) && !NAME.matcher(name).matches()) {
                throw new Refusal(
                        Errno.EINVAL,
                        dir + " is not a journal: it holds " + name,
                        "a journal needs a directory of its own; give an empty or a new one");
            }
        }
    }

    /** Refuses what is no journal to read. */
    static void refuseNoJournal(Path dir) {
        if (!Files.exists(dir)) {
            throw new Refusal(
                    Errno.ENOENT, "there is no journal " + dir, "give the directory that a journal was written to");
        }
        refuseOther(dir);
        if (list(dir).isEmpty() && !Files.exists(dir.resolve(LOCK))) {
            throw new Refusal(
                    Errno.EINVAL,
                    dir + " is not a journal: it holds no segment file",
                    "give the directory that a journal was written to");
        }
    }

    private static void refuseOther(Path dir) {
        if (!Files.isDirectory(dir)) {
            throw new Refusal(Errno.EINVAL, dir + " is not a directory", "a journal is a directory of segment files");
        }
    }

    private static List<String> names(Path dir) {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new JournalIoException(dir, "cannot be listed", failed);
        }
    }
}
