package dev.signalbox.examples.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleTest {
    private static final Path OURS = Path.of(Objects.requireNonNull(System.getProperty("test.root")), "docs/oracle");
    private static final String OBJECTS =
            "\"contexts\":1,\"objects\":[{\"type\":\"plain\",\"ctx\":0,\"seqno\":18446744073709551615},"
                    + "{\"type\":\"chain\",\"prev\":null,\"payload\":0,\"seqno\":18446744073709551615}]";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void casesOfAllDepthsAreCountedPerKindPackedOrNot() throws IOException {
        Files.writeString(directory.resolve("README.md"), "no case");
        Files.writeString(directory.resolve("MANIFEST.json"), "{");
        Files.createDirectories(directory.resolve("a/b"));
        Files.write(
                directory.resolve("a/b/packed.jsonl.gz"), packed(chain("one", "[\"info\",1]", "18446744073709551615")));
        Files.writeString(
                directory.resolve("plain.jsonl"),
                "\n" + chain("two", "[\"walk\",1]", "[1,0]") + chain("three", "[\"walk\",1]", "[1]")
                        + "{\"id\":\"four\",\"kind\":\"later\",\"seed\":1,\"input\":{},\"expected\":[]}");
        OracleReport report = run();
        assertThat(report.kinds()).extracting(KindResult::kind).containsExactly("fence_chain", "later");
        assertThat(report.total().cases()).isEqualTo(4);
        assertThat(report.total().equal()).isEqualTo(2);
        assertThat(report.total().different()).isEqualTo(1);
        assertThat(report.total().unsupported()).isEqualTo(1);
    }

    @Test
    void whatIsObservedInOurOwnCasesHappens() throws IOException {
        OracleReport report = Oracle.run(OURS, OracleSelection.of(List.of(), List.of()));
        assertThat(report.differs()).as("%s", report.lines()).isFalse();
        assertThat(report.total().equal()).isGreaterThan(2);
    }

    @Test
    void theFirstDifferenceOfAKindIsToldInFull() throws IOException {
        write(
                chain("one", "[\"info\",0]", "18446744073709551615"),
                chain("two", "[\"walk\",1]", "[0,1]"),
                chain("three", "[\"walk\",1]", "[]"));
        OracleReport report = run();
        assertThat(report.differs()).isTrue();
        assertThat(report.lines())
                .containsSubsequence(
                        "first difference of fence_chain",
                        "  case      two",
                        "  at        " + directory.resolve("cases.jsonl") + ":2",
                        "  step      input.ops[0] [\"walk\",1]",
                        "  expected  [0,1]",
                        "  actual    [1]")
                .noneMatch(line -> line.contains("three"));
        assertThat(Json.parse(report.json())
                        .field("kinds")
                        .at(0)
                        .field("first")
                        .field("actual")
                        .node())
                .hasToString("[1]");
    }

    @Test
    void aRuleThatThrowsIsADifference() throws IOException {
        write(
                "{\"id\":\"one\",\"kind\":\"fence_array\",\"input\":{\"contexts\":0,\"objects\":[{\"type\":\"array\",\"members\":[]}],"
                        + "\"ops\":[]},\"expected\":{\"results\":[]}}\n"
                        + chain("two", "[\"is_later\",0,1]", "false"));
        OracleReport report = run();
        assertThat(report.total().different()).isEqualTo(2);
        assertThat(report.lines())
                .anyMatch(line -> line.startsWith("  actual    {\"thrown\":\"java.lang.IllegalArgumentException: "))
                .contains("  step      the case", "  step      input.ops[0] [\"is_later\",0,1]");
    }

    @Test
    void kindsAndCasesAreSelected() throws IOException {
        write(
                chain("one", "[\"info\",0]", "0"),
                chain("two", "[\"info\",0]", "0"),
                chain("three", "[\"info\",0]", "0").replace("fence_chain", "later"));
        assertThat(run("fence_*").total().cases()).isEqualTo(2);
        assertThat(run("later", "fence_chain").total().cases()).isEqualTo(3);
        assertThat(select(List.of(), List.of("three", "one")).total().cases()).isEqualTo(2);
        assertThatThrownBy(() -> run("fence.chain")).hasMessageEndingWith("no case of kind fence.chain");
        assertThatThrownBy(() -> run("fence_chain", "none")).hasMessageEndingWith("no case of kind none");
        assertThatThrownBy(() -> select(List.of(), List.of("one", "four"))).hasMessageEndingWith("no case four");
        assertThatThrownBy(() -> select(List.of("later"), List.of("one"))).hasMessageEndingWith("no case is selected");
    }

    @Test
    void aDirectoryWithoutCasesIsRefused() throws IOException {
        Files.writeString(directory.resolve("README.md"), "no case");
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageEndingWith("no files named .jsonl or .jsonl.gz");
        assertThatThrownBy(() -> Oracle.run(directory.resolve("none"), OracleSelection.of(List.of(), List.of())))
                .isInstanceOf(OracleException.class)
                .hasMessageEndingWith("none: no such directory");
        Files.writeString(directory.resolve("empty.jsonl"), "");
        assertThatThrownBy(this::run).hasMessageEndingWith("no case is selected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                        | no JSON: Unexpected end-of-input
            {} {}                                    | no JSON: Trailing token
            []                                       | id: missing
            {"kind":"x","input":{},"expected":{}}    | id: missing
            {"id":1,"kind":"x","input":{}}           | id: a string is needed, not 1
            {"id":"\\u001b[2J","kind":"x"}           | id: a name of at most 100 printable characters is needed, not
            {"id":"a","kind":""}                     | kind: a name of at most 100 printable characters is needed, not ""
            {"id":"a","id":"b"}                      | no JSON: Duplicate
            {"id":"a","kind":"x","expected":{}}      | input: missing
            {"id":"a","kind":"x","input":{}}         | expected: missing
            """)
    void aLineThatIsNoCaseIsToldWithFileAndLine(String line, String why) throws IOException {
        write(chain("one", "[\"info\",0]", "0"), line + "\n");
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageStartingWith(directory.resolve("cases.jsonl") + ":2: ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["dance",0]           | input.ops[0][0]: a step that is known is needed, not "dance"
            ["info"]              | input.ops[0][1]: missing
            ["info",2]            | input.ops[0][1]: one of 2, counted from 0, is needed, not 2
            ["info",-1]           | input.ops[0][1]: one of 2, counted from 0, is needed, not -1
            ["info","x"]          | input.ops[0][1]: one of 2, counted from 0, is needed, not "x"
            ["info",0.5]          | input.ops[0][1]: one of 2, counted from 0, is needed, not 0.5
            ["find",1,1.5]        | input.ops[0][2]: a whole number of 64 bits is needed, not 1.5
            ["find",1,18446744073709551616] | a whole number of 64 bits is needed
            ["signal",1,0,1]      | input.ops[0][1]: a plain fence is needed, not 1
            ["signal",0,"-EODD",1] | input.ops[0][2]: 0, or an error that is known, is needed, not "-EODD"
            ["merged_status"]     | input.ops[0]: a merge before it is needed
            "info"                | input.ops[0]: a list is needed, not "info"
            """)
    void aStepThatMakesNoSenseIsToldWithItsCase(String step, String why) throws IOException {
        write(chain("odd", step, "0"));
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageStartingWith(directory.resolve("cases.jsonl") + ":1: case odd: ")
                .hasMessageContaining(why);
    }

    @Test
    void answersThatAreMissingAreTold() throws IOException {
        write(chain("odd", "[\"info\",0]", "0,1"));
        assertThatThrownBy(this::run).hasMessageContaining("expected.results: 2 answers to 1 steps");
    }

    @Test
    void aDamagedFileIsToldWithItsLine() throws IOException {
        byte[] whole = packed(chain("one", "[\"info\",0]", "18446744073709551615"));
        Files.write(directory.resolve("cut.jsonl.gz"), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("cut.jsonl.gz:1: damaged gzip");
        Files.write(directory.resolve("cut.jsonl.gz"), new byte[] {1, 2, 3});
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("cut.jsonl.gz: damaged gzip");
        Files.delete(directory.resolve("cut.jsonl.gz"));
        Files.write(directory.resolve("bytes.jsonl"), new byte[] {'{', '"', (byte) 0xff});
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("bytes.jsonl:1: no UTF-8 text");
    }

    @Test
    void whatOnlyCostsMemoryIsRefused() throws IOException {
        write("[".repeat(1000));
        assertThatThrownBy(this::run)
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("cases.jsonl:1: no JSON: ");
        Files.write(directory.resolve("cases.jsonl.gz"), packed(" ".repeat(CaseFile.LONGEST_LINE + 1)));
        Files.delete(directory.resolve("cases.jsonl"));
        assertThatThrownBy(this::run)
                .hasMessageContaining("cases.jsonl.gz:1: the line is longer than 4194304 characters");
        StringBuilder kinds = new StringBuilder();
        for (int i = 0; i <= 1000; i++) {
            kinds.append("{\"id\":\"x\",\"kind\":\"k").append(i).append("\",\"input\":0,\"expected\":0}\n");
        }
        Files.write(directory.resolve("cases.jsonl.gz"), packed(kinds.toString()));
        assertThatThrownBy(this::run).hasMessageContaining("cases.jsonl.gz:1001: more than 1000 kinds");
    }

    private static String chain(String id, String step, String answer) {
        return "{\"id\":\"" + id + "\",\"kind\":\"fence_chain\",\"input\":{" + OBJECTS + ",\"ops\":[" + step
                + "]},\"expected\":{\"results\":[" + answer + "]}}\n";
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), String.join("", lines));
    }

    private OracleReport run(String... kinds) throws IOException {
        return select(List.of(kinds), List.of());
    }

    private OracleReport select(List<String> kinds, List<String> cases) throws IOException {
        return Oracle.run(directory, OracleSelection.of(kinds, cases));
    }
}
