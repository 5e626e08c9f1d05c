package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void aHangIsReplayedWithItsExplanationAndExitCode() throws IOException {
        String text = "f\n1.RCS.100.f-1.1\na.-2\n";
        Path hang = directory.resolve("hang.wsim");
        Files.writeString(hang, text);
        Path recorded = directory.resolve("hanging");
        Recorded.run(recorded, 1, List.of(Recorded.part("hang.wsim", text, 1)));
        Cli run = Cli.run("run", hang.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(Cli.run("replay", recorded.toString())).isEqualTo(run);
        assertThat(Cli.run("replay", recorded.toString(), "--json"))
                .isEqualTo(Cli.run("run", hang.toString(), "--json"));
        assertThat(Cli.run("replay", recorded.toString(), "--verify").exitCode())
                .isZero();
    }

    @Test
    void untilShowsTheTableAndTheRoomsAtOneFact() {
        Cli until = replay("--until", "20");
        assertThat(until.exitCode()).as(until.err()).isZero();
        assertThat(until.out())
                .contains("1 three.wsim", "jobs: ", "seed 3, policy fifo, lab\n", "\nstate after fact 20\n")
                .contains("client 1");
        int facts = JournalFile.read(journal).size();
        assertThat(replay("--until", Integer.toString(facts)).out()).startsWith(replay().out());
        for (String beyond : List.of("0", Integer.toString(facts + 1))) {
            Cli wrong = replay("--until", beyond);
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.err())
                    .isEqualTo("signalbox: --until " + beyond + ": there are facts 1 to " + facts + "\n");
        }
    }

    @Test
    void aJournalHoldsSeveralRuns() {
        int first = JournalFile.read(journal).size();
        Recorded.run(journal, 5, List.of(Recorded.part("other.wsim", "1.RCS.50.0.1\n", 2)));
        int second = JournalFile.read(journal).size() - first;
        Recorded.run(journal, 6, List.of(Recorded.part("last.wsim", "1.BCS.70.0.1\n", 1)));
        assertThat(replay().out()).contains("1 last.wsim", "seed 6, ");
        assertThat(replay("--run", "1")).isEqualTo(run());
        assertThat(replay("--run", "2").out()).contains("1 other.wsim", "seed 5, ");
        assertThat(replay("--verify").out())
                .startsWith("gpu0 run 1: " + first + " facts, run again: all the same\n"
                        + "gpu0 run 2: " + second + " facts, run again: all the same\n"
                        + "gpu0 run 3: ");
        assertThat(replay("--verify", "--run", "2").out())
                .startsWith("gpu0 run 2: ")
                .hasLineCount(1);
        assertThat(replay("--until", Integer.toString(first + 3)).out()).contains("seed 5, ");
        Cli beyond = replay("--run", "4");
        assertThat(beyond.exitCode()).isEqualTo(1);
        assertThat(beyond.err()).isEqualTo("signalbox: --run 4: gpu0 has runs 1 to 3\n");
        List<String> shown = Cli.run("journal", "show", journal.toString(), "--run", "2")
                .out()
                .lines()
                .toList();
        assertThat(shown).hasSize(second);
        assertThat(shown.get(0)).matches(" +" + (first + 1) + " .* BEGIN .*");
    }

    @Test
    void severalDevicesAreToldApart() {
        try (JournalFile other = JournalFile.open(journal, "gpu1")) {
            JournalFile.read(journal).forEach(other::report);
        }
        Cli unclear = replay();
        assertThat(unclear.exitCode()).isEqualTo(1);
        assertThat(unclear.err()).contains("the journal has devices [gpu0, gpu1]; choose one with --device");
        assertThat(replay("--device", "gpu1")).isEqualTo(run());
        assertThat(replay("--device", "gpu1", "--verify").out())
                .contains("consistent; several devices shared the lab, so it cannot be run again alone");
        assertThat(replay("--device", "gpu9").err()).contains("--device gpu9: the journal has [gpu0, gpu1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.wsim", "\u00e9\u4e16.wsim", "-r.wsim", "x\u0007\"\\.wsim"})
    void namesComeBackAsTheyWere(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, TEXT);
        Path named = directory.resolve("named");
        Recorded.run(named, 1, List.of(Recorded.part(name, TEXT, 1)));
        assertThat(Cli.run("replay", named.toString(), "--trace"))
                .isEqualTo(Cli.run("run", file.toString(), "--trace"));
        assertThat(Cli.run("replay", named.toString(), "--verify").exitCode()).isZero();
    }

    @Test
    void aDeviceAndAPolicyOfTheRunAreThoseOfTheJournal() {
        Path other = directory.resolve("other");
        Config config = ConfigFactory.parseString("signalbox { ring.policy = rr, sim.device = strict }")
                .withFallback(ConfigFactory.load());
        Recorded.run(other, 3, config, List.of(Recorded.part("three.wsim", TEXT, 4)));
        assertThat(Cli.run("replay", other.toString())).isEqualTo(run("--policy", "rr", "--device", "strict"));
        assertThat(Cli.run("replay", other.toString(), "--verify").exitCode()).isZero();
    }
}
