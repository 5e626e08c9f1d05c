package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is before a torn tail or damage is shown, and the place is told. */
class DamagedJournalTest {
    @TempDir
    private Path directory = Path.of("");

    private Path journal = Path.of("");
    private Path segment = Path.of("");
    private int facts;

    @BeforeEach
    void record() throws IOException {
        journal = directory.resolve("journal");
        Recorded.run(journal, 1, List.of(Recorded.part("w.wsim", "1.RCS.100.0.0\n2.BCS.50.-1.1\n", 10)));
        segment = journal.resolve("0000000001.segment");
        facts = JournalFile.read(journal).size();
    }

    private void tear() throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 7));
    }

    private void damage() throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length * 3 / 4] ^= 0x10;
        Files.write(segment, bytes);
    }

    private int good() {
        int good = JournalFile.read(journal).size();
        assertThat(good).isPositive().isLessThan(facts);
        return good;
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal show", "journal export", "journal grep", "journal info", "replay", "convert"})
    void aTornTailIsToldAndNoFailure(String command) throws IOException {
        tear();
        Cli cli = Cli.run((command + " " + journal).split(" "));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).isNotEmpty();
        String told = command.endsWith("info") ? cli.out() : cli.err();
        assertThat(told).contains(segment + ": byte ", "cut off", "the last good fact is " + good());
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal show", "journal export", "journal grep", "journal info", "replay", "convert"})
    void damageIsToldWithItsPlace(String command) throws IOException {
        damage();
        Cli cli = Cli.run((command + " " + journal).split(" "));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isNotEmpty();
        String told = command.endsWith("info") ? cli.out() : cli.err();
        assertThat(told)
                .contains(segment + ": byte ", "the last good fact is " + good())
                .doesNotContain("\tat ");
    }

    @Test
    void whatIsGoodIsShownLineByLine() throws IOException {
        List<String> whole =
                Cli.run("journal", "show", journal.toString()).out().lines().toList();
        damage();
        List<String> lines =
                Cli.run("journal", "show", journal.toString()).out().lines().toList();
        assertThat(lines).hasSize(good()).isEqualTo(whole.subList(0, good()));
    }

    @Test
    void whatIsGoodIsRunAgain() throws IOException {
        tear();
        Cli torn = Cli.run("replay", journal.toString(), "--verify");
        assertThat(torn.exitCode()).isZero();
        assertThat(torn.out())
                .isEqualTo("gpu0 run 1: " + good()
                        + " facts, run again: all the same; the journal ends before the run does\n");
        damage();
        Cli damaged = Cli.run("replay", journal.toString(), "--verify");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.out()).contains(good() + " facts, run again: all the same");
    }

    @Test
    void damageInTheFirstBlockLeavesNothingToShow() throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[3] ^= 1;
        Files.write(segment, bytes);
        for (String command : List.of("journal show", "replay", "replay --verify", "convert")) {
            Cli cli = Cli.run((command + " " + journal).split(" "));
            assertThat(cli.exitCode()).as(command).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err())
                    .startsWith("signalbox: " + segment + ": byte 0: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void anEmptyJournalHasNothingToReplay() {
        Path empty = directory.resolve("empty");
        JournalFile.write(empty, List.of());
        Cli replay = Cli.run("replay", empty.toString());
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).isEqualTo("signalbox: the journal holds no fact\n");
        Cli convert = Cli.run("convert", empty.toString());
        assertThat(convert.exitCode()).isEqualTo(1);
        assertThat(convert.err())
                .isEqualTo("signalbox: " + empty + ": the journal holds no fact (record a run first)\n");
        assertThat(Cli.run("journal", "show", empty.toString())).isEqualTo(new Cli(0, "", ""));
    }

    @Test
    void aDirectoryThatIsNoJournalIsRefused() {
        Cli missing = Cli.run("replay", directory.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .startsWith("signalbox: -ENOENT: there is no journal ")
                .hasLineCount(1);
        Cli other = Cli.run("journal", "info", directory.toString());
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).startsWith("signalbox: -EINVAL: ").contains("is not a journal");
    }
}
