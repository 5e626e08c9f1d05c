package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload there is: its journal prints what its run printed, is the same twice, and can be run again. */
class AllWorkloadsTest {
    private static final int PUBLISHED = 28;

    @TempDir
    private Path directory = Path.of("");

    static Stream<String> bundled() {
        return WorkloadLibrary.bundled().keySet().stream();
    }

    static List<String> published() throws IOException {
        String shared = System.getProperty("test.shared");
        if (shared == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(shared, "workloads", "wsim"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".wsim"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aBundledWorkloadComesBackFromItsJournal(String workload) {
        check(workload);
    }

    @Test
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void thePublishedWorkloadsAreThere() throws IOException {
        assertThat(published()).hasSize(PUBLISHED);
    }

    @ParameterizedTest
    @MethodSource("published")
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void aPublishedWorkloadComesBackFromItsJournal(String workload) {
        check(workload);
    }

    private void check(String workload) {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Cli run = Cli.run("run", workload, "--journal", first.toString());
        assertThat(Cli.run("run", workload, "--journal", second.toString())).isEqualTo(run);
        assertThat(Cli.run("run", workload)).as("without a journal").isEqualTo(run);

        assertThat(Cli.run("replay", first.toString())).as("replay").isEqualTo(run);
        Cli verified = Cli.run("replay", first.toString(), "--verify");
        assertThat(verified.out()).matches("gpu0 run 1: \\d+ facts, run again: all the same\n");
        assertThat(verified.exitCode()).isZero();
        Cli export = Cli.run("journal", "export", first.toString());
        assertThat(export.exitCode()).isZero();
        assertThat(export.out().lines()).hasSize(JournalFile.read(first).size());
        assertThat(Cli.run("journal", "export", second.toString())).isEqualTo(export);
    }
}
