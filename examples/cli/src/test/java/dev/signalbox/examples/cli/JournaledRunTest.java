package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code run --journal} stores is what the run printed, however it ends and wherever it runs. */
class JournaledRunTest {
    @TempDir
    private Path directory = Path.of("");

    static Stream<String> scenarios() throws IOException {
        return ScenarioLibrary.bundled().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioComesBackAndRunsAgain(String scenario) {
        Cli run = recorded("run", scenario);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(replay()).isEqualTo(run);
        Cli verified = replay("--verify");
        assertThat(verified.out()).matches("gpu0 run 1: \\d+ facts, run again: all the same\n");
        assertThat(verified.exitCode()).isZero();
    }

    @Test
    void failedExpectationsComeBackWithTheirExitCode() {
        Cli run = recorded("run", "fifo-hogs", "--policy", "rr");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(replay()).isEqualTo(run);
        assertThat(replay("--verify").out()).contains("run again: all the same");
    }

    @Test
    void aWorkloadThatDoesNotFitTheDeviceLeavesNoJournal() throws IOException {
        Path device = Files.writeString(directory.resolve("bcs.conf"), "engines = [BCS], credits = 1");
        Cli run = recorded("run", "hog", "--device", device.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("hog");
        assertThat(directory.resolve("journal")).doesNotExist();
    }

    @Test
    void aLiveRunComesBackAndCannotBeRepeated() {
        Cli run = recorded("run", "game", "--live");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(replay()).isEqualTo(run);
        Cli verified = replay("--verify");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out()).contains(" consistent; a live run cannot be repeated exactly");
    }

    @Test
    void aReplayDrawsTheSameReport() throws IOException {
        Path told = directory.resolve("told.html");
        Path replayed = directory.resolve("replayed.html");
        recorded("run", "game", "--report", told.toString());
        Cli replay = replay("--report", replayed.toString());
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replayed).hasSameTextualContentAs(told);
        assertThat(Files.size(told)).isPositive();
    }

    @Test
    void aReportIsOfAWholeRun() {
        recorded("run", "game");
        for (List<String> other : List.of(List.of("--verify"), List.of("--until", "3"))) {
            List<String> arguments = new ArrayList<>(other);
            arguments.addAll(List.of("--report", directory.resolve("r.html").toString()));
            Cli refused = replay(arguments.toArray(String[]::new));
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualTo("signalbox: --report draws a whole run: leave out " + other.get(0) + "\n");
        }
    }

    @Test
    void aDirectoryThatIsNotEmptyIsRefused() throws IOException {
        Path full = Files.createDirectory(directory.resolve("journal"));
        Files.writeString(full.resolve("note"), "mine");
        Cli run = recorded("run", "game");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("signalbox: --journal " + full + ": the directory is not empty\n");
        assertThat(full.resolve("note")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--live"})
    void aDirectoryThatCannotBeMadeIsTold(String mode) {
        String[] run = mode.isEmpty() ? new String[] {"run", "game"} : new String[] {"run", "game", mode};
        Cli refused = with(run, "--journal", "/dev/null/journal");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).startsWith("signalbox: /dev/null/journal").hasLineCount(1);
    }

    @Test
    void aLiveRunWhoseDiskFailsSaysSo() {
        Cli run = recorded(
                "run",
                "game",
                "--live",
                "--set",
                "signalbox.journal.plugin-id=signalbox.sim.devices.failing",
                "--set",
                "signalbox.sim.devices.failing.class=" + FullDisk.class.getName());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("-EIO: the journal of gpu0 has failed").doesNotContain("\tat ");
    }

    private Cli recorded(String... command) {
        return with(command, "--journal", directory.resolve("journal").toString());
    }

    private Cli replay(String... options) {
        return with(new String[] {"replay", directory.resolve("journal").toString()}, options);
    }

    private static Cli with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }
}
