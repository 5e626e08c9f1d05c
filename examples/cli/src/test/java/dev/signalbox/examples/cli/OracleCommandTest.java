package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleCommandTest {
    private static final String OURS = Path.of(Objects.requireNonNull(System.getProperty("test.root")), "docs/oracle")
            .toString();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void casesThatEndAsObservedExitWithZeroAndSoDoThoseOfUnknownKinds() {
        Cli oracle = Cli.run("oracle", OURS);
        assertThat(oracle.exitCode()).as(oracle.err()).isZero();
        assertThat(oracle.out()).contains("fence_array", "not supported yet").doesNotContain("first difference");
        assertThat(oracle.err()).isEmpty();
        assertThat(Cli.run("oracle", OURS)).isEqualTo(oracle);
    }

    @Test
    void aDifferenceExitsWithTwoAndIsTold() throws IOException {
        String cases = Files.readString(Path.of(OURS, "fences.jsonl"));
        Files.writeString(directory.resolve("cases.jsonl"), cases.replace("\"-EINVAL\",2", "\"-EINVAL\",3"));
        Cli oracle = Cli.run("oracle", directory.toString());
        assertThat(oracle.exitCode()).isEqualTo(2);
        assertThat(oracle.out())
                .contains("case      chain-1", "step      input.ops[1] [\"find\",3,2]", "expected  3", "actual    2");
        Cli json = Cli.run("oracle", directory.toString(), "--kind", "fence_chain", "--json");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.out()).startsWith("{").contains("\"different\" : 1", "\"case\" : \"chain-1\"");
        assertThat(Cli.run("oracle", directory.toString(), "--case", "merge-1").exitCode())
                .isZero();
    }

    @Test
    void withActorsCasesOfSchedulersArePlayed() throws IOException {
        Cli played = Cli.run("oracle", OURS, "--actors", "--seeds", "2", "--kind", "sched_*");
        assertThat(played.exitCode()).as(played.err()).isZero();
        assertThat(played.out()).contains("seeds 1 to 2", "not played: 1, two actions at one instant");
        String cases = Files.readString(Path.of(OURS, "schedulers.jsonl"));
        Files.writeString(directory.resolve("cases.jsonl"), cases.replace("\"run\":5000", "\"run\":5001"));
        Cli different = Cli.run("oracle", directory.toString(), "--actors", "--seeds", "2", "--json");
        assertThat(different.exitCode()).isEqualTo(2);
        assertThat(different.out()).contains("\"case\" : \"across\"", "\"field\" : \"expected.jobs[0].run\"");
    }

    @Test
    void badInputAndNothingToDoExitWithOneAndOneLine() throws IOException {
        for (String[] wrong : new String[][] {
            {"oracle", directory.toString()},
            {"oracle", directory.resolve("none").toString()},
            {"oracle", OURS, "--kind", "none"},
            {"oracle", OURS, "--case", "none"},
            {"oracle", OURS, "--actors", "--seeds", "0"},
            {"oracle"}
        }) {
            Cli oracle = Cli.run(wrong);
            assertThat(oracle.exitCode()).isEqualTo(1);
            assertThat(oracle.out()).isEmpty();
            assertThat(oracle.err()).startsWith("signalbox: ").doesNotContain("\tat ");
        }
        Files.writeString(directory.resolve("cases.jsonl"), "{\"id\": 7}");
        assertThat(Cli.run("oracle", directory.toString()).err())
                .isEqualTo("signalbox: " + directory.resolve("cases.jsonl") + ":1: id: a string is needed, not 7"
                        + System.lineSeparator());
    }
}
