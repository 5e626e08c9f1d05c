package dev.signalbox.examples.cli;

import dev.signalbox.report.FactFields;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox journal export}: one JSON object per fact. */
@Command(
        name = "export",
        description = "Prints every fact as a JSON object on a line of its own.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Override
    public Integer call() {
        FactFields fields = new FactFields();
        return journal.print(fields::line, spec.commandLine());
    }
}
