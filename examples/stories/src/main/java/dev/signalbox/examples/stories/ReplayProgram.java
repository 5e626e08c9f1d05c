package dev.signalbox.examples.stories;

import dev.signalbox.Replay;
import dev.signalbox.ReplayRun;
import dev.signalbox.report.RunSummary;
import dev.signalbox.report.SummaryTable;
import dev.signalbox.sim.Rerun;
import java.io.PrintStream;
import java.nio.file.Path;

/** Reads a journal back: what its latest run came to, what was on the device half-way, and whether it happens again. */
public final class ReplayProgram {
    private ReplayProgram() {}

    /** Runs the story on the directory of a journal. */
    public static void main(String[] args) {
        run(Path.of(args[0]), System.out);
    }

    static void run(Path journal, PrintStream out) {
        // region replay
        Replay replay = Replay.of(journal);
        ReplayRun run = replay.latest();
        RunSummary summary = new RunSummary();
        run.foldInto(summary);
        out.print(SummaryTable.render(summary.summary(), false));
        out.println("half-way:\n" + run.stateAt(run.first() + run.facts() / 2));
        boolean same = Rerun.obstacle(run).isEmpty() && Rerun.of(run).difference() == null;
        out.println(run.facts() + " facts, " + (same ? "and again the same" : "which cannot be repeated"));
        // end
    }
}
