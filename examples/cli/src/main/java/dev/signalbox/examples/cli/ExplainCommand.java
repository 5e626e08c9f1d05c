package dev.signalbox.examples.cli;

import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Explainer;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox explain}: what one fence or one sync object waits for, at one moment of a run. */
@Command(
        name = "explain",
        description =
                "Says whose a fence or a sync object is, what it waits for, down to the root, and who waits for it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
    private static final Pattern FENCE = Pattern.compile("([1-9][0-9]{0,17}):([1-9][0-9]{0,17})");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand: fence or syncobj");
    }

    @Command(name = "fence", description = "Explains a fence.", mixinStandardHelpOptions = true)
    int fence(
            @Parameters(
                            index = "0",
                            paramLabel = "FENCE",
                            description = "context:seqno, as 'run --trace' and 'journal show' print it.")
                    String fence,
            @Mixin ExplainOptions options)
            throws IOException {
        FenceId parsed = parse(fence);
        return options.explain(moment -> Explainer.ofFence(parsed, moment), spec.commandLine());
    }

    @Command(name = "syncobj", description = "Explains a sync object.", mixinStandardHelpOptions = true)
    int syncobj(
            @Parameters(index = "0", paramLabel = "OBJECT", description = "Its number, or its name.") String object,
            @Mixin ExplainOptions options)
            throws IOException {
        return options.explain(moment -> Explainer.ofSyncObject(object, moment), spec.commandLine());
    }

    private static FenceId parse(String fence) {
        Matcher parts = FENCE.matcher(fence);
        if (!parts.matches()) {
            throw new BadInputException(fence + ": a fence is context:seqno, such as 3:1");
        }
        return new FenceId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }
}
