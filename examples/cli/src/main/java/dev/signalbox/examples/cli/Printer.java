package dev.signalbox.examples.cli;

import dev.signalbox.event.Facts;
import dev.signalbox.report.Expectations;
import dev.signalbox.report.Findings;
import dev.signalbox.report.JsonWriter;
import dev.signalbox.report.Summary;
import dev.signalbox.report.SummaryJson;
import dev.signalbox.report.SummaryTable;
import dev.signalbox.report.TraceLine;
import java.io.PrintWriter;

/** Prints what a run leaves. */
final class Printer {
    private final PrintWriter out;
    private final PrintWriter err;

    Printer(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Returns what prints every fact on a line of its own. */
    static Facts trace(PrintWriter out) {
        TraceLine lines = new TraceLine();
        return fact -> out.println(fact.accept(lines));
    }

    /** Prints the tables, one finding in words, and the seed. */
    void table(Recording recording, RunTitle title) {
        Summary summary = recording.summary().summary();
        out.print(SummaryTable.render(summary, Terminal.colours()));
        out.println();
        if (recording.hangs()) {
            explain(recording, title);
        } else {
            out.println(Findings.describe(summary));
        }
        if (!recording.expectations().isEmpty()) {
            out.println(expectations(recording.expectations()));
        }
        out.println(title);
        out.flush();
        tellExpectations(recording);
    }

    private static String expectations(Expectations expectations) {
        return "expectations: " + expectations.met() + " met, "
                + expectations.failed().size() + " failed";
    }

    private void tellExpectations(Recording recording) {
        recording.expectations().failed().forEach(line -> err.println("signalbox: " + line));
        if (recording.skipped() > 0) {
            err.println("signalbox: a live run leaves out expectations of times, here " + recording.skipped());
        }
        err.flush();
    }

    /** Prints the same as JSON. */
    void json(Recording recording, RunTitle title) {
        Summary summary = recording.summary().summary();
        JsonWriter json = new JsonWriter();
        json.beginObject();
        Long seed = title.seed();
        if (seed != null) {
            json.name("seed").value(seed);
        }
        json.name("policy").value(title.policy());
        json.name("mode").value(title.live() ? "live" : "lab");
        json.name("outcome").value(recording.hangs() ? "hang" : "ended");
        json.name("finding");
        if (recording.hangs()) {
            json.value(String.join("\n", recording.explanation()));
        } else {
            json.value(Findings.describe(summary));
        }
        json.name("failed").beginArray();
        recording.expectations().failed().forEach(json::value);
        json.endArray();
        json.name("summary");
        SummaryJson.write(summary, json);
        json.endObject();
        out.println(json);
        out.flush();
        if (recording.hangs()) {
            explain(recording, title);
        }
        tellExpectations(recording);
    }

    private void explain(Recording recording, RunTitle title) {
        out.flush();
        err.println("signalbox: " + recording.verdict(title.live()));
        recording.explanation().forEach(line -> err.println("  " + line));
        err.flush();
    }
}
