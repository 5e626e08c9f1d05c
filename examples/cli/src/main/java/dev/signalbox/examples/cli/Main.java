package dev.signalbox.examples.cli;

import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.WorkloadException;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.wsim.WsimSyntaxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The {@code signalbox} command. */
@Command(
        name = "signalbox",
        description = "Runs GPU workloads on a simulated GPU the way the Linux DRM stack does, and says why.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {RunCommand.class, DemoCommand.class, ListCommand.class, ConfigCommand.class},
        footer = {"", "Exit codes: 0 success, 1 wrong use or bad input, 2 hang or failed expectation."})
public final class Main {
    /** Success. */
    static final int OK = 0;

    /** Wrong use or bad input. */
    static final int BAD_INPUT = 1;

    /** A hang or a failed expectation. */
    static final int HANG = 2;

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colours() ? Ansi.ON : Ansi.OFF));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(Main::onFailure);
        commandLine.setParameterExceptionHandler(Main::onWrongUse);
        return commandLine;
    }

    /** Bad input is told in one line; anything else is a fault of ours and keeps its trace. */
    private static int onFailure(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof WsimSyntaxException
                || failure instanceof WorkloadException
                || failure instanceof ScenarioException
                || failure instanceof Refusal
                || failure instanceof BadInputException
                || failure instanceof InvalidPathException
                || failure instanceof IOException) {
            String why = failure instanceof AccessDeniedException ? ": permission denied" : "";
            commandLine.getErr().println("signalbox: " + failure.getMessage() + why);
            return BAD_INPUT;
        }
        throw failure;
    }

    private static int onWrongUse(CommandLine.ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("signalbox: " + wrong.getMessage());
        err.println("Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return BAD_INPUT;
    }
}
