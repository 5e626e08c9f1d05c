package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    private final List<List<String>> rows =
            Page.read(Checkout.root().resolve("docs/glossary.md")).rowsBelow("Glossary");

    @Test
    void everyClassThatItNamesExists() {
        Set<String> existing = Code.CLASSES.stream()
                .map(type -> type.getName()
                        .substring(type.getPackageName().length() + 1)
                        .replace('$', '.'))
                .collect(Collectors.toSet());
        List<String> named =
                rows.stream().flatMap(row -> Page.quoted(row.get(1)).stream()).toList();

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(existing).containsAll(named);
    }

    @Test
    void itsWordsAreInTheOrderOfTheAlphabet() {
        assertThat(rows.stream().map(row -> row.get(0).replace("`", "").toLowerCase(Locale.ROOT)))
                .isSorted();
    }
}
