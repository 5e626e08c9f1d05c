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
            String line = lines.get(i);
            made.add(line);
            if (line.startsWith(marker)) {
                blocks++;
                made.add(lines.get(++i));
                made.addAll(source.apply(argument(line, marker)));
                i = end(page, i) - 1;
            }
        }
        settle(page, made);
        return blocks;
    }

    private static void settle(Page page, List<String> made) {
        if (Boolean.getBoolean(UPDATE)) {
            try {
                Files.writeString(page.file(), String.join("\n", made) + "\n");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        } else {
            assertThat(page.lines())
                    .as("%s: a block is not what it is made from; -D%s=true writes it again", page.name(), UPDATE)
                    .isEqualTo(made);
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
