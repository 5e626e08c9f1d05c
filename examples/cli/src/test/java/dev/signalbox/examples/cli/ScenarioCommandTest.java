package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCommandTest {
    private static final Path EXAMPLES =
            Path.of(Objects.requireNonNull(System.getProperty("test.root")), "docs/scenarios");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyExampleIsListedWithItsTitle() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".conf"))
                    .map(name -> name.substring(0, name.length() - ".conf".length()))
                    .sorted()
                    .toList();
            assertThat(ScenarioLibrary.bundled().keySet()).containsExactlyElementsOf(names);
        }
        assertThat(Cli.run("list").out()).contains("scenarios", "fifo-hogs", "FIFO: who comes first");
    }

    @Test
    void aBundledScenarioRunsByItsName() {
        Cli run = Cli.run("run", "wait-any", "--trace");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("expectations: 6 met, 0 failed", "seed 1, policy fifo, lab");
        assertThat(Cli.run("run", "wait-any", "--trace")).isEqualTo(run);
    }

    @Test
    void theSeedIsTheCommandsThenTheScenarios() {
        assertThat(Cli.run("run", "random-durations").out()).contains("seed 7,");
        assertThat(Cli.run("run", "random-durations", "--seed", "8").out()).contains("seed 8,");
    }

    private Cli program(String device, String steps) throws IOException {
        Path file = directory.resolve("program.conf");
        Files.writeString(file, String.format(Locale.ROOT, """
                title = t
                device { engines = [RCS], credits = 2, vram = 1m, %s }
                clients = [{
                  name = app, queues = [{ name = q, on = RCS }], buffers = [{ name = a, size = 64k }, { name = b, size = 2m }]
                  steps = [%s]
                }]
                """, device, steps));
        return Cli.run("run", file.toString());
    }

    @Test
    void aRefusalForMemoryThatNobodyExpectsFailsTheRun() throws IOException {
        String job = "{ submit = x, queue = q, writes = b, program = [{ fill = b, value = 1 }]";
        Cli run = program("", job + " }");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("program.conf:5: job x: expected accepted, but it is refused with -ENOMEM");
        assertThat(program("", job + ", refused = ENOMEM }").exitCode()).isZero();
    }

    @Test
    void aBufferThatNoJobNamesIsReachedOnlyWhereFaultsAreRecovered() throws IOException {
        String job = "{ submit = x, queue = q, program = [{ fill = a, value = 1 }] }";
        Cli run = program("", job);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("program.conf:5: no job names buffer 'a', so it has no memory");
        assertThat(program("faults = recoverable", job).exitCode()).isZero();
        assertThat(program("", "{ submit = y, queue = q, reads = a, program = [{ delay = 1us }] }, " + job)
                        .exitCode())
                .isZero();
    }

    @Test
    void programsThatWaitForMemoryAreExplained() throws IOException {
        Cli run = program("", "{ submit = x, queue = q, reads = a, program = [{ wait = \"a+8\", at-least = 3 }] }");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("; its program waits for memory: 0x100008 (buffer 1 + 8) to be at least 3");
    }

    @Test
    void sixtyFourBitsAreWrittenInHexadecimalDigits() throws IOException {
        Cli run = program("", """
                { submit = x, queue = q, writes = a, program = [
                  { write = a, value = 0x8000000000000001 }
                  { wait = a, at-least = "0x8000000000000000" }
                ] }
                { wait = x }
                { expect = { contents = a, value = [1, 2147483648] } }
                """);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void allThatFailsIsToldWithExpectedAndActual() throws IOException {
        Path file = directory.resolve("wrong.conf");
        Files.writeString(
                file,
                Files.readString(EXAMPLES.resolve("hello.conf"))
                        .replace("ended = 500us", "ended = 501us")
                        .replace("finished = 1", "finished = 2"));
        Cli run = Cli.run("run", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("wrong.conf:10: job draw ended: expected 501us, but it is 500us (client game)")
                .contains("wrong.conf:13: finished: expected 2, but it is 1")
                .doesNotContain("\tat ");
        assertThat(run.out()).contains("expectations: 4 met, 2 failed");
        assertThat(Cli.run("run", file.toString(), "--json").out()).contains("\"failed\": [", "expected 501us");
    }

    @Test
    void aHangThatNobodyExpectsFailsAndOneThatIsExpectedDoesNot() throws IOException {
        Cli expected = Cli.run("run", "hang");
        assertThat(expected.exitCode()).as(expected.err()).isZero();
        Path file = directory.resolve("hang.json");
        Files.writeString(file, """
                { "title": "t", "device": "strict", "clients": [ { "name": "a",
                  "queues": [ { "name": "q", "on": "RCS" } ],
                  "steps": [ { "submit": "x", "queue": "q", "work": "endless" } ] } ] }
                """);
        Cli run = Cli.run("run", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("hang.json:1: outcome: expected ended, but it is hang", "nobody has ended it");
    }

    @Test
    void aLiveRunChecksEverythingButTimes() {
        Cli run = Cli.run("run", "dependency-chain", "--live");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("expectations: 3 met, 0 failed");
        assertThat(run.err()).contains("a live run leaves out expectations of times, here 3");
    }

    @Test
    void flagsGoOverWhatAScenarioSets() {
        Cli run = Cli.run("run", "fifo-hogs", "--policy", "rr");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fifo-hogs.conf:");
    }

    /** The capacity of the scenario is good, and stands in no way for that of the flag. */
    @Test
    void aWrongFlagIsNotBlamedOnTheScenario() {
        Cli run = Cli.run("run", "queue-full", "--set", "signalbox.queue.capacity=-3");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("not -3 (--set").doesNotContain("queue-full.conf");
    }
}
