package dev.signalbox.examples.cli;

import dev.signalbox.report.Findings;
import dev.signalbox.report.JsonWriter;
import dev.signalbox.report.Summary;
import dev.signalbox.report.SummaryJson;
import dev.signalbox.report.SummaryTable;
import java.io.PrintWriter;

/** Prints what a run leaves. */
final class Printer {
    private final PrintWriter out;
    private final PrintWriter err;

    Printer(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Prints the tables, one finding in words, and the seed. */
    void table(Player.Recording recording, String policy, long seed, boolean live) {
        Summary summary = recording.summary().summary();
        out.print(SummaryTable.render(summary, Terminal.colours()));
        out.println();
        if (recording.hangs()) {
            explain(recording);
        } else {
            out.println(Findings.describe(summary));
        }
        if (!recording.checks().isEmpty()) {
            out.println(expectations(recording));
        }
        out.println("seed " + seed + ", policy " + policy + (live ? ", live" : ", lab"));
        out.flush();
        fail(recording);
    }

    /** Prints the same as JSON. */
    void json(Player.Recording recording, String policy, long seed, boolean live) {
        Summary summary = recording.summary().summary();
        JsonWriter json = new JsonWriter();
        json.beginObject();
        json.name("seed").value(seed);
        json.name("policy").value(policy);
        json.name("mode").value(live ? "live" : "lab");
        json.name("outcome").value(recording.hangs() ? "hang" : "ended");
        json.name("finding");
        if (recording.hangs()) {
            json.value(String.join("\n", recording.explanation()));
        } else {
            json.value(Findings.describe(summary));
        }
        json.name("failed").beginArray();
        recording.failed().forEach(check -> json.value(check.toString()));
        json.endArray();
        json.name("summary");
        SummaryJson.write(summary, json);
        json.endObject();
        out.println(json);
        out.flush();
        if (recording.hangs()) {
            explain(recording);
        }
        fail(recording);
    }

    private static String expectations(Player.Recording recording) {
        int failed = recording.failed().size();
        String met = "expectations: " + (recording.checks().size() - failed) + " met, " + failed + " failed";
        return recording.skipped() == 0
                ? met
                : met + ", " + recording.skipped() + " about times not checked in a live run";
    }

    private void fail(Player.Recording recording) {
        recording.failed().forEach(check -> err.println("signalbox: " + check));
        err.flush();
    }

    private void explain(Player.Recording recording) {
        out.flush();
        err.println("signalbox: " + recording.verdict());
        recording.explanation().forEach(line -> err.println("  " + line));
        err.flush();
    }
}
