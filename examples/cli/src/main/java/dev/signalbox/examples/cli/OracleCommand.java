package dev.signalbox.examples.cli;

import dev.signalbox.examples.oracle.ActorOracle;
import dev.signalbox.examples.oracle.Oracle;
import dev.signalbox.examples.oracle.OracleReport;
import dev.signalbox.examples.oracle.OracleSelection;
import dev.signalbox.examples.oracle.PlayedReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox oracle}: what was observed on the kernel, against the rules here. */
@Command(
        name = "oracle",
        description =
                "Runs cases that were observed on a real kernel against the rules here, and prints per kind how many end the same.",
        footer = {"", "Exit codes: 0 nothing differs, 1 bad input or nothing selected, 2 something differs."},
        mixinStandardHelpOptions = true)
final class OracleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "A directory with files of cases, .jsonl or .jsonl.gz, at any depth.")
    private Path directory = Path.of("");

    @Option(
            names = "--kind",
            paramLabel = "kind",
            description = "Cases of this kind only; * stands for anything; may be repeated.")
    private List<String> kinds = List.of();

    @Option(names = "--case", paramLabel = "id", description = "This case only; may be repeated.")
    private List<String> cases = List.of();

    @Option(names = "--json", description = "Prints JSON instead of the table.")
    private boolean json;

    @Option(
            names = "--actors",
            description = "Plays cases of schedulers through the API instead, on actors in the lab.")
    private boolean actors;

    @Option(
            names = "--seeds",
            paramLabel = "n",
            defaultValue = "20",
            description = "With --actors: under how many schedules each case is played (default 20).")
    private int seeds;

    @Override
    public Integer call() throws IOException {
        OracleSelection selection = OracleSelection.of(kinds, cases);
        return actors ? play(selection) : run(selection);
    }

    private Integer run(OracleSelection selection) throws IOException {
        OracleReport report = Oracle.run(directory, selection);
        print(json ? List.of(report.json()) : report.lines());
        return report.differs() ? Main.DIFFERENCE : Main.OK;
    }

    private Integer play(OracleSelection selection) throws IOException {
        if (seeds < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--seeds is at least 1, not " + seeds);
        }
        PlayedReport report = ActorOracle.run(directory, selection, seeds);
        print(json ? List.of(report.json()) : report.lines());
        return report.differs() ? Main.DIFFERENCE : Main.OK;
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
