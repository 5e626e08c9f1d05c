package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void theDemoTellsTheDifferenceBetweenTwoPolicies() {
        Cli demo = Cli.run("demo");
        assertThat(demo.exitCode()).isZero();
        assertThat(demo.out())
                .contains(
                        "policy fifo",
                        "policy rr",
                        "game",
                        "compositor",
                        "decoder",
                        "hog",
                        "rr instead of fifo: game misses");
        assertThat(demo.err()).isEmpty();
        assertThat(Cli.run("demo")).isEqualTo(demo);
        assertThat(Cli.run("demo", "--seed", "2").out()).isNotEqualTo(demo.out());
    }

    @Test
    void oneSeedPrintsTheSameTraceAndAnotherSeedAnother() {
        String[] run = {"run", "game", "hog", "decoder", "-r", "3", "--trace", "--seed", "5"};
        Cli first = Cli.run(run);
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains(" ACCEPT ", " RUN ", " DONE ", "seed 5, policy fifo, lab");
        assertThat(Cli.run(run)).isEqualTo(first);
        run[run.length - 1] = "6";
        assertThat(Cli.run(run).out()).isNotEqualTo(first.out());
    }

    @Test
    void aDirectoryStandsForItsWorkloads() throws IOException {
        Files.writeString(directory.resolve("b.wsim"), "1.RCS.100.0.1\n");
        Files.writeString(directory.resolve("a.wsim"), "1.BCS.100.0.1\n");
        Files.writeString(directory.resolve("notes.txt"), "not a workload");
        Cli run = Cli.run("run", directory.toString(), "-r", "2");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence("1 a.wsim", "2 b.wsim", "jobs: 4 accepted, 4 finished (0 failed), 0 pending");
    }

    @Test
    void jsonCarriesTheSameNumbersAsTheTable() {
        Cli json = Cli.run("run", "game", "--json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.out())
                .startsWith("{")
                .contains("\"seed\": 1", "\"name\": \"game\"", "\"finished\": 3", "\"outcome\": \"ended\"");
    }

    @Test
    void aRunThatCannotGoOnSaysWhyAndExitsWithTwo() throws IOException {
        Path hang = directory.resolve("hang.wsim");
        Files.writeString(hang, "f\n1.RCS.100.f-1.1\na.-2\n");
        Cli run = Cli.run("run", hang.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("hangs", "hang.wsim", "software timeline");
        assertThat(run.out()).contains("1 pending");
    }

    @Test
    void liveRunsEndWithTheSameJobCounts() {
        Cli lab = Cli.run("run", "game", "decoder", "-r", "2");
        Cli live = Cli.run("run", "game", "decoder", "-r", "2", "--live");
        assertThat(live.exitCode()).isZero();
        assertThat(live.out()).contains("jobs: 12 accepted, 12 finished (0 failed)", ", live");
        assertThat(lab.out()).contains("jobs: 12 accepted, 12 finished (0 failed)");
    }

    @Test
    void aDeviceCanComeFromAFile() throws IOException {
        Path device = directory.resolve("tiny.conf");
        Files.writeString(device, "engines = [RCS]\ncredits = 1\n");
        Path workload = directory.resolve("w.wsim");
        Files.writeString(workload, "1.RCS.100.0.1\n");
        Cli run = Cli.run("run", workload.toString(), "--device", device.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("RCS").doesNotContain("BCS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engines = [{ name = RCS, credits = 2, rings = [{ name = A }] }]",
                "engines = [{ name = LEFT, kind = RCS, credits = 2 }]",
                "engines = [{ name = RCS, credits = 2, rings = [{ name = LONGA }, { name = LONGB, priority = 1 }] }]",
                "engines = [RCS99999999999], credits = 2"
            })
    void anEngineIsOfItsClassWhateverItIsCalled(String described) throws IOException {
        String device =
                Files.writeString(directory.resolve("t1.conf"), described).toString();
        Cli run = Cli.run("run", "hog", "--device", device);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Cli.run("convert", "hog", "--device", device).exitCode()).isZero();
    }

    @Test
    void aDeviceFileSaysAllItself() throws IOException {
        Path device = directory.resolve("tiny.conf");
        Files.writeString(device, "engines = [RCS]\ncredits = ${x}\n");
        String why = "signalbox: --device tiny.conf:2: Could not resolve substitution to a value: ${x}\n";
        assertThat(Cli.run("run", "game", "--device", device.toString())).isEqualTo(new Cli(1, "", why));
        assertThat(Cli.run("config", "--device", device.toString())).isEqualTo(new Cli(1, "", why));
    }

    @Test
    void whatLooksLikeAFileIsLookedForAsOne() {
        String missing = directory.resolve("nosuch.conf").toString();
        Cli run = Cli.run("run", "game", "--device", missing);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("signalbox: " + missing + ": no such file");
    }

    @Test
    void ofVeryManyEnginesTheFirstAreNamed() throws IOException {
        Path device = directory.resolve("tiny.conf");
        String engines = IntStream.rangeClosed(1, 500).mapToObj(i -> "E" + i).collect(Collectors.joining(", "));
        Files.writeString(device, "engines = [" + engines + "]\ncredits = 1\n");
        Cli run = Cli.run("run", "hello", "--device", device.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("E19, E20] and 480 more").hasSizeLessThan(300);
    }

    @Test
    void memoryThatIsUsedUpIsToldInOneLine() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setErr(new PrintWriter(err));
        commandLine.setExecutionStrategy(parsed -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(Main.execute(commandLine, "list")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("signalbox: Java has used up all memory")
                .hasLineCount(1)
                .contains("-Xmx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"other.conf\"",
                "file(\"/etc/hosts\")",
                "url(\"file:/etc/hosts\")",
                "classpath(\"reference.conf\")"
            })
    void aDeviceFileIncludesNothing(String what) throws IOException {
        Path device = directory.resolve("tiny.conf");
        Files.writeString(device, "engines = [RCS]\ncredits = 1\ninclude " + what + "\n");
        Cli run = Cli.run("run", "game", "--device", device.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("signalbox: --device tiny.conf:3: includes are not allowed here");
    }

    @Test
    void aKeyThatADeviceFileHasTwiceIsRefused() throws IOException {
        Path device = directory.resolve("tiny.conf");
        Files.writeString(device, "engines = [RCS]\ncredits = 1\ncredits = 2\n");
        String why = "signalbox: --device tiny.conf:3: 'credits' is written twice"
                + " (the first is on line 2: only one of them would count)\n";
        assertThat(Cli.run("run", "game", "--device", device.toString())).isEqualTo(new Cli(1, "", why));
    }

    @Test
    void settingsAreShownWithWhereTheyComeFrom() {
        Cli config = Cli.run("config", "--set", "signalbox.queue.capacity=7", "--policy", "rr");
        assertThat(config.exitCode()).isZero();
        assertThat(config.out())
                .contains("signalbox.queue.capacity = 7   # --set", "signalbox.ring.policy = \"rr\"   # --policy")
                .contains("signalbox.sim.device = \"intel\"   # reference.conf");
    }

    @Test
    void theListNamesWorkloadsDevicesAndPolicies() {
        Cli list = Cli.run("list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains("game", "hog", "intel", "RCS BCS VCS1", "fifo", "rr");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            run                                             | Missing required parameter
            run nosuchfile.wsim                             | no such file
            run game -r 0                                   | at least once
            run game -r many                                | 'many' is not a long
            run game --policy lottery                       | there is no policy 'lottery', only [fifo, rr, fair]
            run game --device nosuchdevice                  | there is no device 'nosuchdevice'
            run game --set signalbox.sim.device=${x}        | the configuration: --set:1: Could not resolve substitution
            run game --set nonsense                         | not of the form key=value
            run game --set other.key=1                      | keys begin with 'signalbox.'
            run game --set signalbox.queue.capcity=5        | did you mean signalbox.queue.capacity?
            run game --set signalbox.queue.capacity=0       | must be at least 1
            run game --set signalbox.queue.capacity=2.5     | signalbox.queue.capacity is a whole number, not 2.5 (--set:1)
            run game --set signalbox.sim.failures={failure=hang} | signalbox.sim.failures is a list (--set:1) (write [ ... ])
            run game --set signalbox.ring.policy={a=1}      | signalbox.ring.policy is one value (--set:1)
            run game --device discrete                      | workloads find engines by class
            run game --set signalbox.queue.capacity=lots    | signalbox.queue.capacity has type STRING
            run game --set signalbox.queue={                | --set signalbox.queue={
            run game --set signalbox.ring.policy=lottery    | there is no policy 'lottery'
            run game --set signalbox.ring.timeout=-5ms      | signalbox.ring.timeout is a time, not -5ms (--set:1)
            run game --set signalbox.ring.timeout=5         | signalbox.ring.timeout is a time, not 5 (--set:1)
            run game --set signalbox.ring.recovery=[ring]   | job, engine or device, not ring
            run game --set signalbox.ring.recovery=[job,job] | each step of a recovery takes more
            run game --trace --json                         | mutually exclusive
            run game --device small                         | there is no engine RCS
            list --device nosuch                            | there is no device 'nosuch'
            walk                                            | Unmatched argument
            demo extra                                      | Unmatched argument
            demo --policy rr                                | Unknown option
            """)
    void wrongUseExitsWithOneAndSaysWhy(String command, String why) {
        Cli cli = Cli.run(command.split(" "));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).startsWith("signalbox: ").contains(why).doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }
}
