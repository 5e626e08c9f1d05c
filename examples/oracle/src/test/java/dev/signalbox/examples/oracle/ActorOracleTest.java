package dev.signalbox.examples.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorOracleTest {
    private static final Path OURS =
            Path.of(Objects.requireNonNull(System.getProperty("test.root")), "docs/oracle/schedulers.jsonl");
    private static final int SEEDS = 3;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void ourOwnCasesEndOnActorsAsWithTheRulesAlone() throws IOException {
        Files.copy(OURS, directory.resolve("cases.jsonl"));
        PlayedReport report = run();
        assertThat(report.differs()).as("%s", report.lines()).isFalse();
        assertThat(report.played()).isEqualTo(2);
        assertThat(report.equal()).isEqualTo(2);
        assertThat(Oracle.run(directory, OracleSelection.of(List.of(), List.of()))
                        .total()
                        .equal())
                .isEqualTo(3);
    }

    @Test
    void aCaseThatIsNotPlayedIsCountedWithTheReason() throws IOException {
        write(ours("turns").replace("\"ties\":false", "\"ties\":true"), ours("turns"));
        PlayedReport report = run();
        assertThat(report.played()).isEqualTo(1);
        assertThat(report.lines())
                .contains("not played: 1, says that it depends on the order of things at one instant");
        write(ours("at-once"));
        assertThat(run().lines()).contains("not played: 1, two actions at one instant");
        write(ours("across").replace("\"shared_workqueue\":false", "\"shared_workqueue\":true"));
        assertThat(run().lines()).contains("not played: 1, several schedulers share a work queue");
        write("{\"id\":\"a\",\"kind\":\"other\",\"input\":0,\"expected\":0}\n");
        assertThat(run().lines()).contains("not played: 1, is of no scheduler");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "credits_in_flight":1 | "credits_in_flight":2 | expected.jobs[0].credits_in_flight | 2          | 1
            "run":2600            | "run":2601            | expected.jobs[2].run               | 2601       | 2600
            "hw_done":4100        | "hw_done":null        | expected.jobs[4].hw_done           | null       | 4100
            [[0,1,3,2,4]]         | [[0,1,2,3,4]]         | expected.run_order                 | [[0,1,2,3,4]] | [[0,1,3,2,4]]
            """)
    void aDifferenceIsToldWithCaseSeedAndField(String from, String to, String field, String expected, String actual)
            throws IOException {
        write(ours("turns").replaceFirst(Pattern.quote(from), to));
        PlayedReport report = run();
        assertThat(report.differs()).isTrue();
        assertThat(report.lines())
                .containsSubsequence(
                        "a difference of sched_basic",
                        "  case      turns",
                        "  at        " + directory.resolve("cases.jsonl") + ":1",
                        "  seed      1",
                        "  field     " + field + ", the first of 1 that differ",
                        "  expected  " + expected,
                        "  actual    " + actual);
        assertThat(Json.parse(report.json())
                        .field("kinds")
                        .at(0)
                        .field("told")
                        .at(0)
                        .field("field")
                        .text())
                .isEqualTo(field);
    }

    @Test
    void aCaseThatMakesNoSenseIsToldWithFileAndLine() throws IOException {
        write(ours("turns").replace("\"op\":\"submit\",\"job\":3", "\"op\":\"dance\",\"job\":3"));
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageStartingWith(directory.resolve("cases.jsonl") + ":1: case turns: ")
                .hasMessageContaining("\"dance\"");
        write(ours("turns").replace("\"op\":\"submit\",\"job\":3", "\"op\":\"submit\",\"job\":9"));
        assertThatThrownBy(this::run).hasMessageContaining("a job of the case is needed, not 9");
    }

    private static String ours(String id) throws IOException {
        return Files.readAllLines(OURS).stream()
                        .filter(line -> line.startsWith("{\"id\":\"" + id + "\""))
                        .findFirst()
                        .orElseThrow()
                + "\n";
    }

    private void write(String... lines) throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), String.join("", lines));
    }

    private PlayedReport run() throws IOException {
        return ActorOracle.run(directory, OracleSelection.of(List.of(), List.of()), SEEDS);
    }
}
