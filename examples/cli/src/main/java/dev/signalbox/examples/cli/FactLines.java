package dev.signalbox.examples.cli;

import dev.signalbox.ReplayRun;
import dev.signalbox.event.Fact;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints facts of a journal, one line each, for as long as somebody reads. */
final class FactLines {
    /** A reader that has gone is noticed after so many lines, at the latest. */
    private static final int CHECK_EVERY = 1024;

    private final PrintWriter out;
    private final Line line;
    private long printed;

    /** Makes the line of a fact. */
    interface Line {
        /** Returns the line; null when it is not to be printed. */
        @Nullable String of(long number, Fact fact);
    }

    FactLines(PrintWriter out, Line line) {
        this.out = out;
        this.line = line;
    }

    void print(List<ReplayRun> runs) {
        for (ReplayRun run : runs) {
            run.read(this::print);
        }
        out.flush();
    }

    private boolean print(long number, Fact fact) {
        String text = line.of(number, fact);
        if (text != null) {
            out.println(text);
            printed++;
        }
        return printed % CHECK_EVERY != 0 || !out.checkError();
    }
}
