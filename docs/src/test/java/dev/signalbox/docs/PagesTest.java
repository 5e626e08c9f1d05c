package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern MACHINE_PATH = Pattern.compile("/(home|root|tmp|work)/");
    private static final Pattern REGISTRY =
            Pattern.compile("maven\\.(org|apache\\.org)|sonatype|jitpack|npmjs|pypi|crates\\.io|docker\\.io");

    static Stream<Page> pages() {
        return Checkout.pages().stream();
    }

    @Test
    void allPagesAreFound() {
        assertThat(pages().map(Page::name)).hasSizeGreaterThan(10).contains("README.md", "docs/architecture.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        page.prose()
                .forEach((number, line) -> LINK.matcher(line).results().forEach(link -> {
                    String problem = problemOf(page, link.group(1));
                    if (!problem.isEmpty()) {
                        fail("%s:%d: %s: %s", page.name(), number, link.group(1), problem);
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRowOfATableHasAsManyCellsAsItsHead(Page page) {
        List<String> table = new ArrayList<>();
        page.prose().forEach((number, line) -> {
            if (line.startsWith("|")) {
                table.add(line);
                assertThat(Page.cells(line)).as("%s:%d", page.name(), number).hasSameSizeAs(Page.cells(table.get(0)));
            } else {
                table.clear();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageNamesAMachineOrARegistry(Page page) {
        for (int i = 0; i < page.lines().size(); i++) {
            assertThat(page.lines().get(i))
                    .as("%s:%d", page.name(), i + 1)
                    .doesNotContainPattern(MACHINE_PATH)
                    .doesNotContainPattern(REGISTRY);
        }
    }

    /** Returns what is wrong with a link; empty when nothing is. */
    private static String problemOf(Page page, String link) {
        if (link.contains("://")) {
            return "links stay inside the checkout";
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return "there is no such file";
        }
        boolean anchored = parts.length == 1 || Page.read(target).anchors().contains(parts[1]);
        return anchored ? "" : "there is no such heading";
    }
}
