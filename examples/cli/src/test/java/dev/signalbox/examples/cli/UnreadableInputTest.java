package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file of a sensible size is refused by name, with something to try. */
class UnreadableInputTest {
    private static final long HUGE = 5L << 30;

    @TempDir
    private Path directory = Path.of("");

    private static void isRefused(String file, String why) {
        Cli run = Cli.run("run", file);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).startsWith("signalbox: " + file + ": " + why).hasLineCount(1);
    }

    @Test
    void aFileWithoutAnEndIsNotReadToItsEnd() {
        assumeThat(Path.of("/dev/zero")).exists();
        isRefused("/dev/zero", "too large (it must be smaller than 1048576 bytes)");
    }

    @Test
    void aHugeFileIsNotReadWhole() throws IOException {
        for (String name : new String[] {"huge.wsim", "huge.conf", "huge.json"}) {
            Path file = directory.resolve(name);
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(HUGE);
            }
            isRefused(file.toString(), "too large (it must be smaller than 1048576 bytes)");
            Cli device = Cli.run("run", "game", "--device", file.toString());
            assertThat(device.exitCode()).as(device.err()).isEqualTo(1);
            assertThat(device.err()).contains(file + ": too large");
        }
    }

    @Test
    void aDirectoryIsNoScenarioAndNoWorkload() throws IOException {
        Path scenario = Files.createDirectory(directory.resolve("dir.conf"));
        isRefused(scenario.toString(), "this is a directory (see 'signalbox list'");
        Path workloads = Files.createDirectory(directory.resolve("all"));
        isRefused(workloads.toString(), "no .wsim file in this directory (see 'signalbox list'");
        Path inside = Files.createDirectory(workloads.resolve("dir.wsim"));
        Cli run = Cli.run("run", workloads.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("signalbox: " + inside + ": this is a directory (see 'signalbox list'");
    }

    @Test
    void anEmptyNameIsNoFile() {
        Cli run = Cli.run("run", "");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("signalbox: '': an empty name is no file (see 'signalbox list'");
    }
}
