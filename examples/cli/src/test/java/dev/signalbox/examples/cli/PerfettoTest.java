package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.report.perfetto.PerfettoWriter;
import dev.signalbox.sim.LabPlay;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.Workloads.Part;
import dev.signalbox.sim.lab.LabOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code convert --to perfetto}; what a trace says is compared with table and page in the test kit. */
class PerfettoTest {
    @TempDir
    private Path directory = Path.of("");

    private String journal = "";
    private Path trace = Path.of("");

    @BeforeEach
    void record() {
        journal = directory.resolve("journal").toString();
        trace = directory.resolve("run.pftrace");
        Cli run = Cli.run("run", "game", "-r", "3", "--seed", "4", "--journal", journal);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aJournalGivesTheTraceThatItsRunGives() throws IOException {
        Cli convert = Cli.run("convert", journal, "--to", "perfetto", "-o", trace.toString());
        assertThat(convert).isEqualTo(new Cli(0, "", ""));
        ByteArrayOutputStream direct = new ByteArrayOutputStream();
        PerfettoWriter writer = new PerfettoWriter(direct);
        Part game = new Part(WorkloadLibrary.readBundled("game"), 3);
        LabPlay.play(LabOptions.seed(4), ConfigFactory.load(), writer, Workloads.of(List.of(game), 4));
        writer.finish();
        assertThat(Files.readAllBytes(trace)).isEqualTo(direct.toByteArray());
        assertThat(new String(direct.toByteArray(), StandardCharsets.ISO_8859_1))
                .contains("RCS", "game", "waiting");
    }

    @Test
    void aTraceThatCannotBeMadeIsRefused() {
        refused("a trace is no text (name a file with -o)", journal);
        refused("a workload has no times", "game", "-o", trace.toString());
        refused("a trace expects nothing", journal, "-o", trace.toString(), "--expect");
        refused("this is a directory", journal, "-o", directory.toString());
        refused("a journal says itself its repeats", journal, "-o", trace.toString(), "-r", "2");
        refused("cannot be written", journal, "-o", "/dev/full");
        assertThat(trace).doesNotExist();
    }

    private static void refused(String why, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "convert";
        command[1] = "--to";
        command[2] = "perfetto";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        Cli convert = Cli.run(command);
        assertThat(convert.exitCode()).as(convert.err()).isEqualTo(1);
        assertThat(convert.err()).contains(why).hasLineCount(1).startsWith("signalbox: ");
        assertThat(convert.out()).isEmpty();
    }
}
