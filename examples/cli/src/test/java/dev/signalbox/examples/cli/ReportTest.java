package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path directory = Path.of("");

    private static Config data(Path page) throws IOException {
        String text = Files.readString(page);
        String start = "id=\"data\">";
        int from = text.indexOf(start) + start.length();
        return ConfigFactory.parseString(
                text.substring(from, text.indexOf("</script>", from)),
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void theDemoPutsBothRunsAndItsFindingIntoOneFile() throws IOException {
        Path page = directory.resolve("demo.html");
        Cli demo = Cli.run("demo", "--report", page.toString());

        assertThat(demo).isEqualTo(Cli.run("demo"));
        Config data = data(page);
        assertThat(demo.out()).contains(data.getString("headline"));
        List<? extends Config> runs = data.getConfigList("runs");
        assertThat(runs.stream().map(run -> run.getString("name"))).containsExactly("fifo", "rr");
        for (Config run : runs) {
            assertThat(run.getString("outcome")).isEqualTo("COMPLETED");
            assertThat(run.getLong("schedule.seed")).isEqualTo(1);
            assertThat(run.getString("config")).contains("\"policy\":\"" + run.getString("name") + "\"");
            assertThat(run.getList("jobs.accepted"))
                    .hasSize(run.getInt("summary.jobs.accepted"))
                    .hasSizeGreaterThan(1000);
        }
        assertThat(files()).as("nothing is left behind").containsExactly(page);
    }

    @Test
    void thePageContainsTheScriptOfItsCharts() throws IOException {
        Path page = directory.resolve("run.html");
        Cli run = Cli.run("run", "game", "--report", page.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(page)).contains("registerShape", "Licensed to the Apache Software Foundation");
        assertThat(Files.size(page)).isGreaterThan(1_000_000);
    }

    @Test
    void aFileThatLooksLikeAPartOfItStays() throws IOException {
        Path page = directory.resolve("run.html");
        Path other = Files.writeString(directory.resolve(".run.html.part"), "mine");
        Cli run = Cli.run("run", "game", "--report", page.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(other).hasContent("mine");
        assertThat(files()).containsExactlyInAnyOrder(page, other);
        if (Files.getFileStore(page).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> usual = Files.getPosixFilePermissions(other);
            assertThat(Files.getPosixFilePermissions(page)).isEqualTo(usual);
        }
    }

    @Test
    void aLargeSeedIsNotRounded() throws IOException {
        Path page = directory.resolve("run.html");
        Cli run = Cli.run("run", "game", "--seed", "9007199254740993", "--report", page.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(page)).contains("\"seed\":\"9007199254740993\"");
    }

    @Test
    void whatWasExpectedAndDidNotHappenIsSaidFirst() throws IOException {
        Path page = directory.resolve("run.html");
        Cli run = Cli.run("run", "fifo-hogs", "--policy", "rr", "--report", page.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        String failed = run.err().lines().findFirst().orElseThrow().substring("signalbox: ".length());
        Config data = data(page);
        assertThat(data.getString("headline").lines().toList())
                .satisfies(lines -> assertThat(lines.get(0)).matches("\\d+ of \\d+ expectations failed"))
                .contains(failed)
                .hasSizeLessThan(9);
        assertThat(data.getConfigList("runs").get(0).getString("finding")).isEqualTo(data.getString("headline"));
    }

    @Test
    void aRunThatHangsIsShownAsItStands() throws IOException {
        Path hang = directory.resolve("hang.wsim");
        Files.writeString(hang, "f\n1.RCS.100.f-1.1\na.-2\n");
        Path page = directory.resolve("hang.html");
        Cli run = Cli.run("run", hang.toString(), "--report", page.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        Config shown = data(page).getConfigList("runs").get(0);
        assertThat(shown.getString("outcome")).isEqualTo("HANGS");
        assertThat(shown.getString("finding")).contains("the run hangs", "software timeline");
        assertThat(shown.getInt("summary.jobs.pending")).isEqualTo(1);
    }

    @Test
    void aReportOverwritesTheOneBefore() throws IOException {
        Path page = directory.resolve("run.html");
        Cli.run("run", "game", "--report", page.toString(), "--seed", "5");
        Files.createSymbolicLink(directory.resolve("link.html"), page);
        Cli run =
                Cli.run("run", "hog", "--report", directory.resolve("link.html").toString());

        assertThat(run.exitCode()).isZero();
        assertThat(data(page).getConfigList("runs").get(0).getLong("schedule.seed"))
                .isEqualTo(1);
        assertThat(directory.resolve("link.html")).isSymbolicLink();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        String missing = directory.resolve("no").resolve("such.html").toString();
        String below = file.resolve("x.html").toString();

        isRefused("there is no directory", "demo", "--report", missing);
        isRefused("there is no directory", "run", "game", "--trace", "--report", missing);
        isRefused("this is a directory", "run", "game", "--report", directory.toString());
        isRefused("there is no directory", "run", "game", "--report", below);
    }

    private static void isRefused(String why, String... command) {
        Cli cli = Cli.run(command);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).startsWith("signalbox: --report ").contains(why).hasLineCount(1);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void whatIsReadOrBelongsToAJournalIsNotOverwritten() throws IOException {
        Path journal = directory.resolve("journal");
        Path workload = directory.resolve("w.html");
        Path other = directory.resolve("other.conf");
        Files.writeString(other, "mine");
        assertThat(Cli.run("run", "game", "--journal", journal.toString()).exitCode())
                .isZero();
        isRefused(
                "the directory of a journal holds nothing else",
                "replay",
                journal.toString(),
                "--report",
                journal + "/r.html");
        isRefused("its name ends in .html", "run", "game", "--report", other.toString());
        Files.writeString(workload, "1.RCS.100.0.0\n");
        isRefused("this is an input", "run", workload.toString(), "--report", workload.toString());
        assertThat(other).hasContent("mine");
    }

    /** Linux has a device that is always full. */
    @Test
    void aWriteThatFailsIsToldAndExitsWithOne() {
        assumeThat(Path.of("/dev/full")).exists();
        Cli run = Cli.run("run", "game", "--report", "/dev/full");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("signalbox: --report /dev/full: cannot be written")
                .hasLineCount(1);
        assertThat(run.out()).contains("game");
    }
}
