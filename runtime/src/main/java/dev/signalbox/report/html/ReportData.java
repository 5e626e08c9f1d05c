package dev.signalbox.report.html;

import dev.signalbox.device.Engine;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Incident;
import dev.signalbox.report.JsonWriter;
import dev.signalbox.report.SummaryJson;
import dev.signalbox.report.timeline.CycleSpan;
import dev.signalbox.report.timeline.QueueLane;
import dev.signalbox.report.timeline.RunTimeline;
import java.util.List;

/** What a page carries as JSON: a headline, and for each run its lanes, jobs, cycles, incidents, depths and summary. */
final class ReportData {
    private static final int SCHEMA = 2;

    private ReportData() {}

    static String render(String headline, List<RunPicture> runs) {
        JsonWriter json = JsonWriter.compact();
        json.beginObject();
        json.name("schema").value(SCHEMA);
        json.name("headline").value(headline);
        json.name("runs").beginArray();
        runs.forEach(run -> run(json, run));
        json.endArray().endObject();
        return json.toString();
    }

    private static void run(JsonWriter json, RunPicture run) {
        RunTimeline timeline = run.timeline();
        json.beginObject();
        json.name("name").value(run.name());
        json.name("finding").value(run.finding());
        RunHeader.write(json, timeline);
        json.name("device").value(timeline.device());
        json.name("began").value(timeline.began());
        json.name("rings").beginArray();
        timeline.engines().forEach(engine -> ring(json, engine));
        json.endArray().name("queues").beginArray();
        timeline.queues().forEach(queue -> queue(json, queue, timeline.slots(queue)));
        json.endArray();
        json.name("jobs");
        new JobColumns(json, timeline).write();
        cycles(json, timeline.cycles(), timeline.began());
        incidents(json, timeline.incidents(), timeline.began());
        json.name("depths").beginArray();
        for (int ring = 0; ring < timeline.engines().size(); ring++) {
            depth(json, timeline.depth(ring), timeline.began());
        }
        json.endArray();
        json.name("summary");
        SummaryJson.write(timeline.summary(), json);
        json.endObject();
    }

    private static void ring(JsonWriter json, Engine engine) {
        json.beginObject();
        json.name("name").value(engine.name());
        json.name("credits").value(engine.credits());
        json.endObject();
    }

    private static void queue(JsonWriter json, QueueLane queue, int slots) {
        json.beginObject();
        json.name("entity").value(queue.entity());
        json.name("client").value(queue.client());
        json.name("context").value(queue.context());
        json.name("name").value(queue.name());
        json.name("priority").value(queue.priority().name());
        json.name("slots").value(slots);
        json.endObject();
    }

    /** Columns as those of the jobs: the beginning as the difference to the one before, the end as that to the beginning. */
    private static void cycles(JsonWriter json, List<CycleSpan> cycles, long began) {
        json.name("cycles").beginObject();
        json.name("client").beginArray();
        cycles.forEach(cycle -> json.value(cycle.client()));
        json.endArray().name("cycle").beginArray();
        cycles.forEach(cycle -> json.value(cycle.cycle()));
        json.endArray().name("began").beginArray();
        long before = began;
        for (CycleSpan cycle : cycles) {
            json.value(cycle.began() - before);
            before = cycle.began();
        }
        json.endArray().name("ended").beginArray();
        cycles.forEach(cycle -> json.value(cycle.ended() - cycle.began()));
        json.endArray().name("missed").beginArray();
        cycles.forEach(cycle -> json.value(cycle.missed() ? 1 : 0));
        json.endArray().endObject();
    }

    /** Columns as those of the jobs; the ring is -1 when it is about the whole device. */
    private static void incidents(JsonWriter json, List<Incident> incidents, long began) {
        json.name("incidents").beginObject().name("time").beginArray();
        long before = began;
        for (Incident incident : incidents) {
            json.value(incident.time() - before);
            before = incident.time();
        }
        json.endArray().name("ring").beginArray();
        incidents.forEach(incident -> json.value(incident.ring()));
        json.endArray().name("kind").beginArray();
        incidents.forEach(incident -> json.value(incident.kind().noun()));
        json.endArray().name("job").beginArray();
        for (Incident incident : incidents) {
            FenceId job = incident.job();
            json.value(job == null ? "" : job.toString());
        }
        json.endArray().name("text").beginArray();
        incidents.forEach(incident -> json.value(incident.text()));
        json.endArray().endObject();
    }

    private static void depth(JsonWriter json, List<RunTimeline.Step> steps, long began) {
        json.beginObject().name("time").beginArray();
        long before = began;
        for (RunTimeline.Step step : steps) {
            json.value(step.time() - before);
            before = step.time();
        }
        json.endArray().name("jobs").beginArray();
        steps.forEach(step -> json.value(step.value()));
        json.endArray().endObject();
    }
}
