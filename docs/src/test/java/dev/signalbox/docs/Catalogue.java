package dev.signalbox.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalogue of the kernel's behaviours.
 *
 * @param lines all of it
 */
record Catalogue(List<String> lines) {
    private static final Pattern ROW = Pattern.compile(
            "\\| (" + CatalogueSection.NAME + ") \\|.*|\\*\\*Decision table (" + CatalogueSection.NAME + ") .*");

    /** Reads it from the directory that {@code -Dtest.shared} names. */
    static Catalogue shared() {
        return new Catalogue(
                Checkout.lines(Path.of(System.getProperty("test.shared"), "conformance", "scheduler-and-fences.md")));
    }

    /** Returns the names of its rows and decision tables, in its order. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1) == null ? row.group(2) : row.group(1));
            }
        }
        return rows;
    }
}
