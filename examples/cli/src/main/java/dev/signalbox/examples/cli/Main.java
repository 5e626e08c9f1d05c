package dev.signalbox.examples.cli;

import dev.signalbox.examples.oracle.OracleException;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.workload.WorkloadException;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.wsim.WsimSyntaxException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The {@code signalbox} command. */
@Command(
        name = "signalbox",
        description = "Runs GPU workloads on a simulated GPU the way the Linux DRM stack does, and says why.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            ReplayCommand.class,
            JournalCommand.class,
            ConvertCommand.class,
            ExplainCommand.class,
            OracleCommand.class,
            ListCommand.class,
            ConfigCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 success, 1 wrong use or bad input, 2 hang, failed expectation or differing case,",
            "3 a journal and its run differ."
        })
public final class Main {
    /** Success. */
    static final int OK = 0;

    /** Wrong use or bad input. */
    static final int BAD_INPUT = 1;

    /** A hang or a failed expectation. */
    static final int HANG = 2;

    /** A case ends otherwise than it was observed. */
    static final int DIFFERENCE = 2;

    /** A run differs from its journal, or a journal contradicts itself. */
    static final int DIVERGENCE = 3;

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        int code = BAD_INPUT;
        try {
            code = run(new FileOutputStream(FileDescriptor.out), args);
        } finally {
            System.exit(code);
        }
    }

    /** Runs the command; what it prints that does not arrive is a failure. */
    static int run(OutputStream out, String... args) {
        Output output = new Output(out);
        CommandLine commandLine = commandLine();
        commandLine.setOut(new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8)), Terminal.isInteractive()));
        int code = execute(commandLine, args);
        commandLine.getOut().flush();
        return output.exitCode(code, commandLine.getErr());
    }

    /** Whatever was going on is given up when there is no memory for it: what a device holds is held by this process too. */
    static int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError full) {
            commandLine
                    .getErr()
                    .println("signalbox: Java has used up all memory that it may use: " + full.getMessage()
                            + " (what jobs write into a device's memory is kept in it; let them write less,"
                            + " or set JDK_JAVA_OPTIONS=-Xmx and a size, such as -Xmx16g)");
            return BAD_INPUT;
        }
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
    private static int onFailure(Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed)
            throws Exception {
        Exception failure =
                thrown instanceof CompletionException && thrown.getCause() instanceof Exception cause ? cause : thrown;
        if (failure instanceof WsimSyntaxException
                || failure instanceof WorkloadException
                || failure instanceof ScenarioException
                || failure instanceof Refusal
                || failure instanceof OracleException
                || failure instanceof BadInputException
                || failure instanceof InvalidPathException
                || failure instanceof UncheckedIOException
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
