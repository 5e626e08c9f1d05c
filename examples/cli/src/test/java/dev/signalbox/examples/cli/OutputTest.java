package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    @TempDir
    private static Path directory = Path.of("");

    private static String journal = "";

    @BeforeAll
    static void record() {
        Path recorded = directory.resolve("journal");
        Recorded.run(recorded, 1, List.of(Recorded.part("w.wsim", "1.RCS.100.0.1\n", 400)));
        journal = recorded.toString();
    }

    /** Takes so many bytes, then fails. */
    private static final class Failing extends OutputStream {
        private final String why;
        private int room;
        private int failures;

        Failing(int room, String why) {
            this.room = room;
            this.why = why;
        }

        @Override
        public void write(int single) throws IOException {
            if (room-- <= 0) {
                failures++;
                throw new IOException(why);
            }
        }
    }

    private static String[] arguments(String command) {
        return command.replace("JOURNAL", journal).split(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "list",
                "config",
                "run game",
                "run game --json",
                "run game --trace",
                "demo",
                "replay JOURNAL",
                "replay JOURNAL --verify",
                "journal show JOURNAL",
                "journal grep JOURNAL",
                "journal export JOURNAL",
                "journal info JOURNAL"
            })
    void aFullDiskIsAFailure(String command) {
        assertThat(Main.run(new Failing(0, "No space left on device"), arguments(command)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal show JOURNAL", "journal export JOURNAL", "replay JOURNAL --trace"})
    void aReaderThatGoesAwayIsNone(String command) {
        Failing closed = new Failing(3, "Broken pipe");
        assertThat(Main.run(closed, arguments(command))).isZero();
        assertThat(closed.failures).isEqualTo(1);
    }

    @Test
    void theDiskThatIsAlwaysFullIsNoticed() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (OutputStream out = new FileOutputStream(full.toFile())) {
            assertThat(Main.run(out, arguments("journal show JOURNAL"))).isEqualTo(1);
        }
    }

    @Test
    void whatIsPrintedIsUtf8WhateverTheLocale() throws IOException {
        Path workload = directory.resolve("\u00e9.wsim");
        Files.writeString(workload, "1.RCS.100.0.1\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Main.run(out, "run", workload.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 \u00e9.wsim");
    }
}
