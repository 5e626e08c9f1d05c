package dev.signalbox.examples.cli;

import dev.signalbox.examples.oracle.Oracle;
import dev.signalbox.examples.oracle.OracleReport;
import dev.signalbox.examples.oracle.OracleSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Override
    public Integer call() throws IOException {
        OracleReport report = Oracle.run(directory, OracleSelection.of(kinds, cases));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return report.differs() ? Main.DIFFERENCE : Main.OK;
    }
}
