package dev.signalbox.report.html;

import dev.signalbox.event.Fact;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.Schedule;
import dev.signalbox.report.JsonWriter;
import dev.signalbox.report.timeline.RunTimeline;
import org.jspecify.annotations.Nullable;

/** What decided a run, and what became of it, as members of its object. A seed is a string: scripts round such numbers. */
final class RunHeader {
    private RunHeader() {}

    static void write(JsonWriter json, RunTimeline timeline) {
        Fact.RunBegan run = timeline.run();
        RunOutcome outcome = timeline.outcome();
        json.name("version").value(run == null ? "" : run.version());
        schedule(json.name("schedule"), run == null ? null : run.schedule());
        json.name("config").value(run == null ? "{}" : run.config());
        json.name("outcome").value(outcome == null ? "" : outcome.name());
        json.name("workloads").beginArray();
        timeline.workloads().forEach(workload -> workload(json, workload));
        json.endArray().name("expectations").beginArray();
        timeline.expectations().forEach(expectation -> expectation(json, expectation));
        json.endArray();
    }

    private static void schedule(JsonWriter json, @Nullable Schedule schedule) {
        if (schedule == null) {
            json.none();
            return;
        }
        json.beginObject();
        json.name("chooser").value(schedule.chooser());
        json.name("seed").value(Long.toString(schedule.seed()));
        json.endObject();
    }

    private static void workload(JsonWriter json, Fact.WorkloadGiven workload) {
        json.beginObject();
        json.name("client").value(workload.client());
        json.name("format").value(workload.format());
        json.name("name").value(workload.name());
        json.name("cycles").value(workload.cycles());
        json.name("seed").value(Long.toString(workload.seed()));
        json.endObject();
    }

    private static void expectation(JsonWriter json, Fact.ExpectationChecked expectation) {
        json.beginObject();
        json.name("client").value(expectation.client());
        json.name("what").value(expectation.what());
        json.name("met").value(expectation.met() ? 1 : 0);
        json.name("expected").value(expectation.expected());
        json.name("actual").value(expectation.actual());
        json.endObject();
    }
}
