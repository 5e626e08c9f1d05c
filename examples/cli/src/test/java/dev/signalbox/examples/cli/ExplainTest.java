package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("test.root")));
    private static final String TEXT = "1.RCS.500.0.0\n2.BCS.200.-1.1\n";

    @TempDir
    private Path directory = Path.of("");

    private Path journal = Path.of("");
    private Path workload = Path.of("");

    @BeforeEach
    void record() throws IOException {
        journal = directory.resolve("journal");
        workload = directory.resolve("two.wsim");
        Files.writeString(workload, TEXT);
        Recorded.run(journal, 1, List.of(Recorded.part("two.wsim", TEXT, 1)));
    }

    private static Cli explain(String subject, String name, Path what, String... options) {
        List<String> arguments = new ArrayList<>(List.of("explain", subject, name, what.toString()));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void aRunAndItsJournalAreExplainedAlike() {
        for (List<String> moment : List.of(
                List.<String>of(), List.of("--at=100us"), List.of("--until=15"), List.of("--at", "1ns", "--json"))) {
            String[] options = moment.toArray(String[]::new);
            Cli played = explain("fence", "5:1", workload, options);
            assertThat(played.exitCode()).as(played.err()).isZero();
            assertThat(explain("fence", "5:1", journal, options)).isEqualTo(played);
        }
    }

    @Test
    void aJobThatWaitsLeadsToWhatRuns() {
        assertThat(explain("fence", "5:1", workload, "--at=100us").out())
                .startsWith("fence 5:1 at 100.0 us, after fact ")
                .contains("\n  queued on ring BCS, accepted at 0 ns, waits for 3:1\n")
                .contains("tag 0): running, on ring RCS since 0 ns, 500.0 us of work\n")
                .contains("\nroot cause: job 3:1 ");
        assertThat(explain("fence", "5:1", workload).out())
                .contains("at 700.0 us, the end of the run\n", "signalled at 700.0 us")
                .endsWith("it has signalled: nothing holds it up\n");
    }

    @Test
    void aHangIsAnAnswerLikeAnyOther() throws IOException {
        Path hang = directory.resolve("hang.wsim");
        Files.writeString(hang, "f\n1.RCS.100.f-1.1\na.-2\n");
        Cli explained = explain("fence", "3:1", hang);
        assertThat(explained.exitCode()).isZero();
        assertThat(explained.err()).isEmpty();
        assertThat(explained.out())
                .contains("the end, where the run hangs")
                .endsWith(
                        "root cause: software timeline hang.wsim (context 1) of client hang.wsim was never signalled\n");
    }

    @Test
    void aSyncObjectOfAScenarioIsFoundByNameAndByNumber() {
        Path scenario = ROOT.resolve("docs/scenarios/sync-points.conf");
        Cli named = explain("syncobj", "frames", scenario, "--at=100us");
        assertThat(named.exitCode()).as(named.err()).isZero();
        assertThat(named.out())
                .contains(
                        "  timeline at point 0, last submitted 2\n",
                        "  point 1 needs job ",
                        "  point 2 needs only what is before it\n",
                        "\nroot cause: job ");
        assertThat(explain("syncobj", "1", scenario, "--at=100us")).isEqualTo(named);
        assertThat(explain("syncobj", "images", scenario, "--at=100us").err())
                .startsWith("signalbox: there is no sync object images at 100.0 us")
                .endsWith(": there are 1 frames\n");
    }

    @Test
    void aRunOfSeveralIsFoundByItsFacts() {
        int facts = JournalFile.read(journal).size();
        Recorded.run(journal, 1, List.of(Recorded.part("other.wsim", "1.RCS.50.0.1\n", 1)));
        assertThat(explain("fence", "3:1", journal).out()).contains("client other.wsim");
        assertThat(explain("fence", "3:1", journal, "--until=" + facts).out()).contains("client two.wsim");
        assertThat(explain("fence", "3:1", journal, "--run=1").out()).contains("client two.wsim");
        assertThat(explain("fence", "3:1", journal, "--run=3").err()).contains("gpu0 has runs 1 to 2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            explain                             | Missing required subcommand: fence or syncobj
            explain fence                       | Missing required parameter
            explain fence 3:1                   | Missing required parameter
            explain fence three game            | three: a fence is context:seqno, such as 3:1
            explain fence 3:1 nosuch.wsim       | no such file
            explain fence 99:1 game             | there is no fence 99:1 at
            explain fence 3:1 game --at=soon    | --at soon: a time is a number and a unit
            explain fence 3:1 game --until=0    | --until 0: there are facts 1 to
            explain fence 3:1 game --at=1s --until=1 | mutually exclusive
            explain fence 3:1 game --run=1      | a workload has no runs, a journal has
            explain fence 3:1 game -r 0         | at least once
            explain syncobj 1 game              | there is no sync object 1 at
            """)
    void wrongUseExitsWithOneAndSaysWhy(String command, String why) {
        Cli cli = Cli.run(command.split(" "));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).startsWith("signalbox: ").contains(why).doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void aJournalSaysItselfHowItRan() {
        assertThat(explain("fence", "3:1", journal, "--seed=2").err())
                .contains("a journal says itself its repeats, seed");
        assertThat(explain("fence", "3:1", directory.resolve("none")).exitCode())
                .isEqualTo(1);
    }
}
