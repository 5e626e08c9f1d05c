package dev.signalbox.examples.cli;

import dev.signalbox.Replay;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.FactFields;
import dev.signalbox.report.FactFilter;
import dev.signalbox.report.TraceLine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox journal grep}: the facts that meet conditions. */
@Command(
        name = "grep",
        description = "Prints the facts that meet all conditions, as 'signalbox journal show' does.",
        mixinStandardHelpOptions = true)
final class GrepCommand implements Callable<Integer> {
    private static final Pattern FENCE = Pattern.compile("([1-9][0-9]{0,17}):([1-9][0-9]{0,17})");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Option(names = "--client", paramLabel = "client", description = "About this client: its number, or its name.")
    private @Nullable String client;

    @Option(
            names = {"--job", "--fence"},
            paramLabel = "fence",
            description = "About the job or point that this fence, context:seqno, stands for; also what waits for it.")
    private @Nullable String fence;

    @Option(names = "--buffer", paramLabel = "n", description = "Naming this buffer.")
    private @Nullable Long buffer;

    @Option(
            names = "--syncobj",
            paramLabel = "n",
            description = "Naming this sync object; also the ends of waits for it.")
    private @Nullable Long syncObject;

    @Option(names = "--from", paramLabel = "time", description = "Not before this time, such as 1.5ms (ns, us, ms, s).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "time", description = "Not after this time.")
    private @Nullable String to;

    @Option(
            names = "--kind",
            paramLabel = "kind",
            description = "Of this kind, such as RUN or DONE; several with commas between, or given one by one.")
    private List<String> kinds = List.of();

    @Override
    public Integer call() {
        FactFilter filter = new FactFilter(conditions());
        Replay replay = journal.open();
        TraceLine trace = new TraceLine();
        if (!journal.isEmpty(replay)) {
            new FactLines(spec.commandLine().getOut(), (number, fact) -> {
                        String line = fact.accept(trace.at(number));
                        return filter.keeps(fact) ? line : null;
                    })
                    .print(journal.runs(replay));
        }
        return journal.end(replay, code(replay, filter), spec.commandLine().getErr());
    }

    private FactFilter.Conditions conditions() {
        Long earliest = TimeText.nanos("--from", from);
        Long latest = TimeText.nanos("--to", to);
        if (earliest != null && latest != null && earliest > latest) {
            throw new BadInputException("--from " + from + " is later than --to " + to + ": nothing is in between");
        }
        return new FactFilter.Conditions(client, parseFence(), buffer, syncObject, earliest, latest, parseKinds());
    }

    /** Facts that meet no condition are an answer; a client that is not there is a mistake. */
    private int code(Replay replay, FactFilter filter) {
        if (client == null || filter.hasSeenClient() || journal.isEmpty(replay)) {
            return Main.OK;
        }
        spec.commandLine()
                .getErr()
                .println("signalbox: --client " + client
                        + ": there is no such client (see 'signalbox journal grep DIR --kind OPEN')");
        return Main.BAD_INPUT;
    }

    private @Nullable FenceId parseFence() {
        if (fence == null) {
            return null;
        }
        Matcher parts = FENCE.matcher(fence);
        if (!parts.matches()) {
            throw new BadInputException(fenceOption() + " " + fence + ": a fence is context:seqno, such as 3:1");
        }
        return new FenceId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    private String fenceOption() {
        boolean fenced = spec.commandLine().getParseResult().originalArgs().stream()
                .anyMatch(argument -> argument.startsWith("--fence"));
        return fenced ? "--fence" : "--job";
    }

    private Set<String> parseKinds() {
        Set<String> parsed = new TreeSet<>();
        for (String list : kinds) {
            for (String kind : list.split(",", -1)) {
                parsed.add(parseKind(kind.strip(), list));
            }
        }
        return parsed;
    }

    private static String parseKind(String kind, String list) {
        String upper = kind.toUpperCase(Locale.ROOT);
        if (!FactFields.kinds().containsKey(upper)) {
            String wrong = kind.isEmpty() ? "'" + list + "' leaves a kind empty" : kind;
            throw new BadInputException("--kind " + wrong + ": there is only "
                    + String.join(" ", FactFields.kinds().keySet()));
        }
        return upper;
    }
}
