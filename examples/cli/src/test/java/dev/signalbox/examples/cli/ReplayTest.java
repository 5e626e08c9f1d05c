package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String TEXT = "1.RCS.500-900.0.0\n1.RCS.100.-1.0\n2.BCS.200.-2.1\n";

    @TempDir
    private Path directory = Path.of("");

    private Path journal = Path.of("");
    private Path workload = Path.of("");

    @BeforeEach
    void record() throws IOException {
        journal = directory.resolve("journal");
        workload = directory.resolve("three.wsim");
        Files.writeString(workload, TEXT);
        Recorded.run(journal, 3, List.of(Recorded.part("three.wsim", TEXT, 4)));
    }

    private Cli replay(String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", journal.toString()));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Cli run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", workload.toString(), "-r", "4", "--seed", "3"));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void printsWhatTheRunPrinted() {
        assertThat(replay()).isEqualTo(run());
        assertThat(replay("--trace")).isEqualTo(run("--trace"));
        assertThat(replay("--json")).isEqualTo(run("--json"));
    }

    @Test
    void verifyingRunsItAgain() {
        int facts = JournalFile.read(journal).size();
        Cli verified = replay("--verify");
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).isEqualTo("gpu0 run 1: " + facts + " facts, run again: all the same\n");
        assertThat(verified.exitCode()).isZero();
    }
}
