package dev.signalbox.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A page of Markdown.
 *
 * @param file where it is
 */
record Page(Path file, List<String> lines) {
    private static final String FENCE = "```";

    static Page read(Path file) {
        return new Page(file, Checkout.lines(file));
    }

    /** Returns its path from the root of the checkout, for messages. */
    String name() {
        return Checkout.root().relativize(file).toString();
    }

    @Override
    public String toString() {
        return name();
    }

    /** Returns its lines by their numbers from 1, without blocks of code. */
    Map<Integer, String> prose() {
        Map<Integer, String> prose = new LinkedHashMap<>();
        boolean inCode = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean fence = lines.get(i).startsWith(FENCE);
            if (!inCode && !fence) {
                prose.put(i + 1, lines.get(i));
            }
            inCode ^= fence;
        }
        return prose;
    }

    /** Returns the anchors of its headings, as they are made from the text. */
    List<String> anchors() {
        return prose().values().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{Alnum} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** Returns the rows of its tables below a heading, heading rows left out; each row without its outer bars. */
    List<List<String>> rowsBelow(String heading) {
        List<List<String>> rows = new ArrayList<>();
        boolean below = false;
        for (String line : prose().values()) {
            if (line.startsWith("#")) {
                below = line.replaceFirst("^#+ ", "").equals(heading);
            } else if (below && line.startsWith("|")) {
                rows.add(cells(line));
            }
        }
        return rows.isEmpty() ? rows : rows.subList(2, rows.size());
    }

    /** Returns the cells of a row of a table. */
    static List<String> cells(String row) {
        String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
        return List.of(inner.split("(?<!\\\\)\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }

    /** Returns the text between backticks, in order. */
    static List<String> quoted(String text) {
        return Pattern.compile("`([^`]+)`")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
