package dev.signalbox.examples.cli;

import dev.signalbox.Replay;
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
        Replay replay = journal.open();
        TraceLine trace = new TraceLine();
        if (!journal.isEmpty(replay)) {
            new FactLines(spec.commandLine().getOut(), (number, fact) -> fact.accept(trace.at(number)))
                    .print(journal.runs(replay));
        }
        return journal.end(replay, Main.OK, spec.commandLine().getErr());
    }
}
