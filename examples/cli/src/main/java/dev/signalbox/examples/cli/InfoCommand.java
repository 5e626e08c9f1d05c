package dev.signalbox.examples.cli;

import dev.signalbox.Replay;
import dev.signalbox.ReplayEnding;
import dev.signalbox.ReplayRun;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.Schedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox journal info}: what is in a journal. */
@Command(
        name = "info",
        description = "Prints the runs of a journal, how large it is, and how it ends.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    private static final String ROW = "%-8s %3s %10s %10s %9s %9s  %-24s %s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The directory of a journal.")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        Replay replay = Replay.of(directory);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, ROW, "device", "run", "first", "facts", "jobs", "workloads", "schedule", "outcome");
        replay.runs().forEach(run -> row(out, run));
        totals(out, replay);
        ReplayEnding ending = replay.ending();
        out.println("end: " + ending.kind().name().toLowerCase(Locale.ROOT) + ", " + ending);
        out.flush();
        return ending.kind() == ReplayEnding.Kind.DAMAGED ? Main.BAD_INPUT : Main.OK;
    }

    private static void row(PrintWriter out, ReplayRun run) {
        Schedule schedule = run.began().schedule();
        RunOutcome outcome = run.outcome();
        out.printf(
                Locale.ROOT,
                ROW,
                run.device(),
                run.number(),
                run.first(),
                run.facts(),
                run.jobs(),
                run.workloads().size(),
                schedule == null ? "live" : schedule.chooser() + " " + schedule.seed(),
                outcome == null ? "not ended" : outcome.name().toLowerCase(Locale.ROOT));
    }

    private void totals(PrintWriter out, Replay replay) throws IOException {
        List<Path> segments = segments();
        long bytes = 0;
        for (Path segment : segments) {
            bytes += Files.size(segment);
        }
        long facts = replay.runs().stream().mapToLong(ReplayRun::facts).sum();
        long jobs = replay.runs().stream().mapToLong(ReplayRun::jobs).sum();
        out.println("segments " + segments.size() + ", bytes " + bytes + ", blocks " + replay.blocks() + ", facts "
                + facts + ", jobs " + jobs);
        out.println("bytes per fact " + ratio(bytes, facts) + ", bytes per job " + ratio(bytes, jobs));
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".segment")).toList();
        }
    }

    private static String ratio(long part, long whole) {
        return whole == 0
                ? "-"
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
