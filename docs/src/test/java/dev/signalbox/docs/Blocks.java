package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Blocks of code that are made from something else: each follows a comment that says from what, such as
 * {@code <!-- snippet: File.java#region -->}.
 */
final class Blocks {
    private static final String UPDATE = "docs.update";

    private Blocks() {}

    /**
     * Compares all blocks of a kind with what they are made from; with {@code -Ddocs.update=true} writes them instead.
     *
     * @param source gives the lines of a block from what the comment says after the kind
     * @return how many blocks there are
     */
    static int check(String kind, Function<String, List<String>> source) {
        int blocks = 0;
        for (Page page : Checkout.pages()) {
            blocks += checkPage(page, "<!-- " + kind, source);
        }
        return blocks;
    }

    private static int checkPage(Page page, String marker, Function<String, List<String>> source) {
        List<String> made = new ArrayList<>();
        int blocks = 0;
        List<String> lines = page.lines();
        for (int i = 0; i < lines.size(); i++) {
            made.add(lines.get(i));
            if (lines.get(i).startsWith(marker)) {
                blocks++;
                int end = end(page, i + 1);
                List<String> block = source.apply(argument(lines.get(i), marker));
                compare(page, i + 1, lines.subList(i + 2, end), block);
                made.add(lines.get(i + 1));
                made.addAll(block);
                i = end - 1;
            }
        }
        update(page, made);
        return blocks;
    }

    private static void compare(Page page, int line, List<String> block, List<String> made) {
        if (!Boolean.getBoolean(UPDATE)) {
            assertThat(block)
                    .as("%s:%d: the block is not what it is made from; -D%s=true writes it again", page, line, UPDATE)
                    .isEqualTo(made);
        }
    }

    private static void update(Page page, List<String> made) {
        if (Boolean.getBoolean(UPDATE) && !made.equals(page.lines())) {
            try {
                Files.writeString(page.file(), String.join("\n", made) + "\n");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static String argument(String line, String marker) {
        return line.substring(marker.length())
                .replaceFirst("^:", "")
                .replaceFirst("-->$", "")
                .strip();
    }

    /** Returns the line on which the block ends that begins at one. */
    private static int end(Page page, int start) {
        assertThat(page.lines().get(start))
                .as("%s:%d: a comment for a block is followed by the block", page.name(), start + 1)
                .startsWith("```");
        int end = start + 1;
        while (!page.lines().get(end).equals("```")) {
            end++;
        }
        return end;
    }
}
