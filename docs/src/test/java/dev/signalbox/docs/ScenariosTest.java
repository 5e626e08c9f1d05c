package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    private static final int FEATURES = 30;

    private static Path example(String name) {
        return Checkout.root().resolve("docs/scenarios/" + name + ".conf");
    }

    @Test
    void everyQuotedScenarioEqualsItsFile() {
        assertThat(Blocks.check("scenario", name -> Checkout.lines(example(name))))
                .isGreaterThan(FEATURES);
    }

    @Test
    void everyExampleIsQuotedOrLinked() {
        List<String> page =
                Page.read(Checkout.root().resolve("docs/scenarios.md")).lines();
        Checkout.files(".conf")
                .filter(file -> file.startsWith(Checkout.root().resolve("docs/scenarios")))
                .map(file -> String.valueOf(file.getFileName()).replace(".conf", ""))
                .forEach(name -> assertThat(page)
                        .as(name)
                        .anyMatch(line -> line.equals("<!-- scenario: " + name + " -->")
                                || line.contains("(scenarios/" + name + ".conf)")));
    }
}
