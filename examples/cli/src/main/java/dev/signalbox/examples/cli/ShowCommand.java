package dev.signalbox.examples.cli;

import dev.signalbox.report.TraceLine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox journal show}: one line per fact. */
@Command(
        name = "show",
        description = "Prints every fact, one line each, as 'signalbox run --trace' does, numbered as in the journal.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Override
    public Integer call() {
        TraceLine trace = new TraceLine();
        return journal.print((number, fact) -> fact.accept(trace.at(number)), spec.commandLine());
    }
}
