package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {
    @Test
    void everySnippetEqualsTheRegionThatItNames() {
        assertThat(Blocks.check("snippet", SnippetsTest::region)).isGreaterThan(3);
    }

    /** Returns the lines between {@code // region name} and {@code // end}, without the indent that they share. */
    private static List<String> region(String pathAndName) {
        String[] parts = pathAndName.split("#", 2);
        List<String> lines = Checkout.lines(Checkout.root().resolve(parts[0]));
        List<String> stripped = lines.stream().map(String::strip).toList();
        int start = stripped.indexOf("// region " + parts[1]);
        assertThat(start).as("region of %s", pathAndName).isNotNegative();
        int end = start + stripped.subList(start, stripped.size()).indexOf("// end");
        return String.join("\n", lines.subList(start + 1, end))
                .stripIndent()
                .lines()
                .toList();
    }
}
