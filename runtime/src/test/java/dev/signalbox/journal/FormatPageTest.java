package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactKinds;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that specifies the format, compared with the code. */
class FormatPageTest {
    private static final Path PAGE = Path.of(System.getProperty("test.root", "."), "docs/journal.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| `(\\w+)` \\| (.*) \\| (\\d+) \\|");

    /** A field is named in code letters, then comes its form; the first of a part that a comma ends. */
    private static final Pattern FIELD = Pattern.compile("(?:^|, )`(\\w+)` [a-z]");

    private final List<String> lines = Journals.lines(PAGE);

    @Test
    void theTableOfFactsIsWhatTheCodeHas() {
        assertThat(tableOfThePage()).isEqualTo(tableOfTheCode());
    }

    @Test
    void everyFactIsOfASchemaThatThisReleaseWrites() {
        assertThat(rows().map(row -> Integer.parseInt(row.group(4))))
                .isNotEmpty()
                .allMatch(schema -> schema >= 1 && schema <= BlockCodec.SCHEMA);
    }

    @Test
    void theCapsAreThoseOfTheCode() {
        assertThat(lines)
                .anyMatch(line -> line.contains("length of the body, `n`, at most " + SegmentFormat.MOST_BODY))
                .anyMatch(line -> line.contains("length in bytes, at most " + Wire.MOST_TEXT))
                .anyMatch(line -> line.contains("number of items, at most " + Wire.MOST_ITEMS))
                .anyMatch(line -> line.contains("stands for, at most " + BlockCodec.MOST_IN_RUN))
                .anyMatch(line -> line.contains("serializer of the payload; " + BlockSerializer.IDENTIFIER))
                .anyMatch(line -> line.contains("schema of the writer: " + BlockCodec.SCHEMA))
                .anyMatch(line -> line.contains("Types below " + FactTypes.FIRST + " are not used"));
    }

    private Map<Integer, String> tableOfThePage() {
        Map<Integer, String> table = new TreeMap<>();
        rows().forEach(row -> {
            List<String> fields = new ArrayList<>(List.of("time"));
            FIELD.matcher(row.group(3)).results().forEach(field -> fields.add(field.group(1)));
            table.put(Integer.parseInt(row.group(1)), row.group(2) + fields);
        });
        return table;
    }

    private Stream<Matcher> rows() {
        return rows(lines);
    }

    private static Stream<Matcher> rows(List<String> lines) {
        return lines.stream().map(ROW::matcher).filter(Matcher::matches);
    }

    /** Returns the kinds of facts that the page says a schema has. */
    static List<Class<?>> kindsOf(int schema) {
        Set<String> names = rows(Journals.lines(PAGE))
                .filter(row -> Integer.parseInt(row.group(4)) <= schema)
                .map(row -> row.group(2))
                .collect(Collectors.toSet());
        return FactKinds.all().stream()
                .filter(kind -> names.contains(kind.getSimpleName()))
                .toList();
    }

    private static Map<Integer, String> tableOfTheCode() {
        FactTypes types = new BlockCodec().types();
        Map<Integer, String> table = new TreeMap<>();
        for (Class<?> kind : FactKinds.all()) {
            List<String> fields = Arrays.stream(kind.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            table.put(types.of(kind.asSubclass(Fact.class)).getId(), kind.getSimpleName() + fields);
        }
        return table;
    }
}
