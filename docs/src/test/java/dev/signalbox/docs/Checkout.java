package dev.signalbox.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the checkout. */
final class Checkout {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea");

    private Checkout() {}

    /** Returns the directory of the parent pom. */
    static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("test.root"), "test.root: run this with Maven"));
    }

    /** Returns every page of Markdown, in the order of their names. */
    static List<Page> pages() {
        return files(".md").map(Page::read).toList();
    }

    /** Returns the files whose names end so, in the order of their names. */
    static Stream<Path> files(String ending) {
        try (Stream<Path> found = Files.walk(root())) {
            return found
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> isOurs(root().relativize(file)))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the lines of a file. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isOurs(Path relative) {
        for (Path part : relative) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
