package dev.signalbox.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox journal}: looks into a journal. */
@Command(
        name = "journal",
        description = "Looks into a journal: its facts, some of them, all as JSON, or what is in it.",
        mixinStandardHelpOptions = true,
        subcommands = {ShowCommand.class, GrepCommand.class, ExportCommand.class, InfoCommand.class})
final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Missing required subcommand: show, grep, export or info");
    }
}
