package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is converted runs as the original does, command against command. */
class ConvertTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("test.root")));
    private static final List<String> HOW = List.of("-r", "3", "--seed", "5", "--policy", "rr");

    @TempDir
    private Path directory = Path.of("");

    static Stream<String> bundled() {
        return WorkloadLibrary.bundled().keySet().stream();
    }

    static List<String> published() throws IOException {
        return AllWorkloadsTest.published();
    }

    static List<String> scenarios() throws IOException {
        return List.copyOf(ScenarioLibrary.bundled().keySet());
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aBundledWorkloadRunsTheSameAsItsScenario(String workload) {
        check(List.of(workload), HOW);
    }

    @ParameterizedTest
    @MethodSource("published")
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void aPublishedWorkloadRunsTheSameAsItsScenario(String workload) {
        check(List.of(workload), HOW);
    }

    @Test
    void severalWorkloadsRunTheSameAsOneScenario() {
        check(List.of("game", "hog", "decoder", "compositor"), HOW);
        check(List.of("game", "hog"), List.of("-r", "2", "--set", "signalbox.queue.capacity=2"));
    }

    @Test
    void aDeviceThatIsDescribedInAFileGoesIntoTheScenario() throws IOException {
        Path device = directory.resolve("my gpu.conf");
        Files.writeString(device, "engines = [RCS, BCS]\ncredits = 3\n");
        Path workload = ROOT.resolve("docs/workloads/two-steps.wsim");
        List<String> how = List.of("--device", device.toString());
        assertThat(check(List.of(workload.toString()), how))
                .contains("device = { name = my_gpu, engines = [RCS, BCS], credits = 3 }");
    }

    @Test
    void namesOfFilesBecomeNamesOfClients() throws IOException {
        Path workload = ROOT.resolve("docs/workloads/two-steps.wsim");
        for (String name : List.of("a b.7.wsim", "it's \"odd\" ${x} #.wsim", "über-größe.wsim", "true.wsim")) {
            Files.copy(workload, directory.resolve(name));
            check(List.of(directory.resolve(name).toString()), List.of());
        }
        Path out = directory.resolve("two.conf");
        Cli twice = Cli.run("convert", "game", "game", "-o", out.toString());
        assertThat(twice).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readString(out)).contains("name = game\n", "name = game-2\n");
        assertThat(Cli.run("run", out.toString()).exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aRunOfAJournalOfWorkloadsBecomesTheSameScenario(String workload) {
        Path journal = directory.resolve("journal");
        record(journal, List.of(workload), HOW);
        Cli fromJournal = Cli.run("convert", journal.toString());
        assertThat(fromJournal.exitCode()).as(fromJournal.err()).isZero();
        assertThat(fromJournal).isEqualTo(Cli.run(command("convert", List.of(workload), HOW)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunOfAScenarioBecomesThatScenario(String scenario) throws IOException {
        Path journal = directory.resolve("journal");
        record(journal, List.of(scenario), List.of());
        assertThat(Cli.run("convert", journal.toString()).out())
                .isEqualTo(Files.readString(ROOT.resolve("docs/scenarios/" + scenario + ".conf")));
        Path other = directory.resolve("other");
        record(other, List.of(scenario), List.of("--seed", "9", "--set", "signalbox.queue.capacity=1000"));
        Cli converted = Cli.run("convert", other.toString());
        assertThat(converted.out()).contains("seed = 9\n", "settings.signalbox.queue.capacity = \"1000\"\n");
        Path out = directory.resolve(scenario + ".conf");
        Files.writeString(out, converted.out());
        assertThat(lines(Cli.run("run", out.toString(), "--trace")))
                .isEqualTo(lines(
                        Cli.run("run", scenario, "--seed", "9", "--set", "signalbox.queue.capacity=1000", "--trace")));
    }

    @Test
    void aLiveRunOfWorkloadsBecomesTheirScenario() {
        Path journal = directory.resolve("journal");
        record(journal, List.of("game"), List.of("--live", "--seed", "4"));
        assertThat(Cli.run("convert", journal.toString())).isEqualTo(Cli.run("convert", "game", "--seed", "4"));
    }

    @Test
    void whatHappenedIsExpectedWhenAskedFor() throws IOException {
        Path out = directory.resolve("expecting.conf");
        Path journal = directory.resolve("journal");
        record(journal, List.of("game", "hog"), List.of("-r", "2"));
        Cli played = Cli.run("convert", "game", "hog", "-r", "2", "--expect");
        assertThat(played.out()).contains("{ finished = 6, client = game }", "{ errors = 0 }");
        assertThat(Cli.run("convert", journal.toString(), "--expect", "-o", out.toString()))
                .isEqualTo(new Cli(0, "", ""));
        assertThat(out).hasContent(played.out());
        assertThat(Cli.run("run", out.toString()).exitCode()).isZero();
        Files.writeString(out, played.out().replace("finished = 6", "finished = 7"));
        assertThat(Cli.run("run", out.toString()).exitCode()).isEqualTo(Main.HANG);
    }

    @Test
    void aHangIsExpectedWhenAskedFor() throws IOException {
        Path workload = directory.resolve("hang.wsim");
        Files.writeString(workload, "f\n1.RCS.100.f-1.1\n");
        assertThat(Cli.run("run", workload.toString()).exitCode()).isEqualTo(Main.HANG);
        Path out = directory.resolve("hang.conf");
        Cli.run("convert", workload.toString(), "-o", out.toString());
        assertThat(Cli.run("run", out.toString()).exitCode()).isEqualTo(Main.HANG);
        Cli.run("convert", workload.toString(), "--expect", "-o", out.toString());
        assertThat(out).content().contains("outcome = hang\n");
        assertThat(Cli.run("run", out.toString()).exitCode()).isZero();
    }

    @Test
    void anotherFileIsReplacedWholeOrNotAtAll() throws IOException {
        Path out = directory.resolve("out.conf");
        Files.writeString(out, "before");
        Path workload = directory.resolve("mine.wsim");
        Files.writeString(workload, "1.RCS.100.0.0\n");
        Cli itself = Cli.run("convert", workload.toString(), "-o", workload.toString());
        assertThat(itself.exitCode()).isEqualTo(1);
        assertThat(itself.err()).contains("mine.wsim: this is an input, and would be replaced");
        assertThat(workload).hasContent("1.RCS.100.0.0");
        Cli wrong = Cli.run("convert", "nothing", "-o", out.toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(out).hasContent("before");
        assertThat(Cli.run("convert", "game", "-o", out.toString())).isEqualTo(new Cli(0, "", ""));
        assertThat(out).hasContent(Cli.run("convert", "game").out());
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert DIR | is not a journal",
                "convert DIR/none | no such file",
                "convert DIR/none.conf | this is a scenario already",
                "convert game DIR | a journal is converted alone",
                "convert DIR -r 2 | a journal says itself",
                "convert DIR --policy rr | a journal says itself",
                "convert game --run 1 | a workload has no runs",
                "convert game -r 0 | a workload runs at least once",
                "convert game -r 100000000 | a scenario cannot say this: 'times' is from 1 to 10000000, not '100000000'",
                "convert game -r 9000000 | loops counted out, are too many",
                "convert game --device small | there is no engine",
                "convert game --policy best | there is no policy 'best'",
                "convert game -o DIR | this is a directory",
                "convert game -o DIR/none/out.conf | there is no directory",
                "convert game --to video | Invalid value for option '--to'"
            })
    void wrongUseIsToldOnOneLine(String use) {
        String[] parts = use.split(" \\| ", 2);
        Cli cli = Cli.run(parts[0].replace("DIR", directory.toString()).split(" "));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("signalbox: ").contains(parts[1]).doesNotContain("\tat ");
        assertThat(cli.err().lines()).hasSizeLessThan(3);
    }

    private static void record(Path journal, List<String> files, List<String> how) {
        List<String> all = new ArrayList<>(how);
        all.addAll(List.of("--journal", journal.toString()));
        Cli.run(command("run", files, all));
    }

    /** Returns the text of the scenario. */
    private String check(List<String> workloads, List<String> how) {
        Path out = directory.resolve("converted.conf");
        List<String> convert = new ArrayList<>(how);
        convert.addAll(List.of("-o", out.toString()));
        assertThat(Cli.run(command("convert", workloads, convert))).isEqualTo(new Cli(0, "", ""));
        for (String form : List.of("--trace", "--json")) {
            List<String> all = new ArrayList<>(how);
            all.add(form);
            Cli original = Cli.run(command("run", workloads, all));
            Cli converted = Cli.run("run", out.toString(), form);
            assertThat(lines(converted)).as(form).isEqualTo(lines(original));
            assertThat(converted.exitCode()).isEqualTo(original.exitCode());
        }
        return Cli.run(command("convert", workloads, how)).out();
    }

    private static String[] command(String command, List<String> files, List<String> how) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(files);
        words.addAll(how);
        return words.toArray(String[]::new);
    }

    /** Without what tells the input, the numbers that shift by it, and the comparisons that only scenarios have. */
    private static List<String> lines(Cli cli) {
        return cli.out()
                .lines()
                .filter(line ->
                        !line.contains(" INPUT ") && !line.contains(" CHECK ") && !line.contains("expectations:"))
                .map(line -> line.replaceFirst("^ *\\d+( +\\d+\\.\\d{3} )", "$1"))
                .toList();
    }
}
