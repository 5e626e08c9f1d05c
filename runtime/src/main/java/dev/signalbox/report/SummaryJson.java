package dev.signalbox.report;

/**
 * A summary as JSON. Names of members carry their units; their order is fixed. The member {@code schema} counts up when a member
 * changes its name or meaning.
 */
public final class SummaryJson {
    private static final int SCHEMA = 1;

    private SummaryJson() {}

    /** Returns one JSON object, indented, without a line end after it. */
    public static String render(Summary summary) {
        JsonWriter json = new JsonWriter();
        write(summary, json);
        return json.toString();
    }

    /** Writes the object as the next value of a larger one. */
    public static void write(Summary summary, JsonWriter json) {
        json.beginObject();
        json.name("schema").value(SCHEMA);
        json.name("elapsed_ns").value(summary.elapsedNanos());
        totals(json, summary.totals());
        json.name("clients").beginArray();
        summary.clients().forEach(client -> client(json, client));
        json.endArray().name("engines").beginArray();
        summary.engines().forEach(engine -> engine(json, engine));
        json.endArray();
        incidents(json, summary.incidents());
        RaceWords.write(summary.races(), json);
        json.endObject();
    }

    /** Most runs have none, and then say nothing of them. */
    private static void incidents(JsonWriter json, Summary.Incidents incidents) {
        if (!incidents.counts().isEmpty()) {
            json.name("incidents").beginObject();
            incidents
                    .counts()
                    .forEach((kind, count) ->
                            json.name(kind.noun().replace(' ', '_') + "s").value(count));
            json.endObject();
        }
    }

    private static void totals(JsonWriter json, Summary.Totals totals) {
        json.name("jobs").beginObject();
        json.name("accepted").value(totals.accepted());
        json.name("finished").value(totals.finished());
        json.name("failed").value(totals.failed());
        json.name("pending").value(totals.pending());
        json.name("refused").value(totals.refused());
        json.endObject();
    }

    private static void client(JsonWriter json, Summary.ClientRow client) {
        json.beginObject();
        json.name("client").value(client.client());
        json.name("name").value(client.name());
        json.name("elapsed_ns").value(client.elapsedNanos());
        json.name("cycles").value(client.cycles());
        json.name("cycles_per_s").value(client.cyclesPerSecond());
        json.name("periods_missed").value(client.missed());
        json.name("jobs_finished").value(client.finished());
        json.name("jobs_failed").value(client.failed());
        json.name("jobs_refused").value(client.refused());
        spread(json, "wait", client.waits());
        spread(json, "run", client.runs());
        spread(json, "cycle", client.cycleTimes());
        json.endObject();
    }

    private static void spread(JsonWriter json, String what, Summary.Spread spread) {
        json.name(what + "_count").value(spread.count());
        json.name(what + "_p50_ns").value(spread.p50());
        json.name(what + "_p95_ns").value(spread.p95());
        json.name(what + "_p99_ns").value(spread.p99());
        json.name(what + "_max_ns").value(spread.max());
    }

    private static void engine(JsonWriter json, Summary.EngineRow engine) {
        json.beginObject();
        json.name("ring").value(engine.ring());
        json.name("name").value(engine.name());
        json.name("jobs").value(engine.jobs());
        json.name("busy_ns").value(engine.busyNanos());
        json.name("busy_percent").value(engine.busyPercent());
        json.endObject();
    }
}
