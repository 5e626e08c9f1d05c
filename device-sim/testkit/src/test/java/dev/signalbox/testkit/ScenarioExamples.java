package dev.signalbox.testkit;

import dev.signalbox.sim.workload.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The scenarios of the documentation. */
final class ScenarioExamples {
    private static final Path EXAMPLES =
            Path.of(Objects.requireNonNull(System.getProperty("test.root")), "docs/scenarios");

    private ScenarioExamples() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".conf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(EXAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario read(String name) {
        return Scenario.parse(name, text(name));
    }
}
