package dev.signalbox.report.html;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.JsonWriter;
import dev.signalbox.report.timeline.JobSpan;
import dev.signalbox.report.timeline.QueueLane;
import dev.signalbox.report.timeline.RunTimeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The jobs of a run in columns, one array for each. Times are differences, in nanoseconds, so that they are short: acceptance
 * to the acceptance before, every later time to the one before it on the job's way. What has not happened is null.
 */
final class JobColumns {
    /** Codes of {@code status} are 0 for ok and from 1 on the place in this list. */
    private static final List<Errno> ERRORS = List.of(Errno.values());

    private final JsonWriter json;
    private final RunTimeline timeline;

    JobColumns(JsonWriter json, RunTimeline timeline) {
        this.json = json;
        this.timeline = timeline;
    }

    void write() {
        json.beginObject();
        json.name("errors").beginArray();
        ERRORS.forEach(error -> json.value(error.name()));
        json.endArray();
        places();
        times();
        status();
        dependencies();
        json.endObject();
    }

    private void places() {
        Map<Integer, Integer> queues = new HashMap<>();
        for (QueueLane queue : timeline.queues()) {
            queues.put(queue.entity(), queues.size());
        }
        column("queue", job -> queues.getOrDefault(job.queue().entity(), JobSpan.NEVER));
        column("seqno", job -> job.fence().seqno());
        column("slot", JobSpan::slot);
        column("tag", JobSpan::tag);
        column("credits", JobSpan::credits);
        column("work", job -> job.work().nanos());
        column("ring", JobSpan::ring);
    }

    private void times() {
        json.name("accepted").beginArray();
        long before = timeline.began();
        for (JobSpan job : timeline.jobs()) {
            json.value(job.accepted() - before);
            before = job.accepted();
        }
        json.endArray();
        difference("queued", JobSpan::queued, JobSpan::accepted);
        difference("given", JobSpan::given, JobSpan::queued);
        difference("start", JobSpan::start, JobSpan::given);
        difference("end", JobSpan::end, JobSpan::accepted);
        difference("left", JobSpan::left, JobSpan::end);
    }

    private void status() {
        json.name("status").beginArray();
        for (JobSpan job : timeline.jobs()) {
            if (job.end() == JobSpan.NEVER) {
                json.none();
            } else {
                Errno error = job.error();
                json.value(error == null ? 0 : 1 + ERRORS.indexOf(error));
            }
        }
        json.endArray();
    }

    /**
     * Each dependency is a number: twice how many places before this job the other one stands, and 1 more when it is a matter
     * of that job's start. A fence of no job is 0; those stand in {@code fences}, one after the other.
     */
    private void dependencies() {
        column("waits", job -> job.dependencies().size());
        json.name("on").beginArray();
        for (JobSpan job : timeline.jobs()) {
            job.dependencies().forEach(fence -> json.value(reference(job, fence)));
        }
        json.endArray().name("fences").beginArray();
        for (JobSpan job : timeline.jobs()) {
            job.dependencies().stream()
                    .filter(fence -> reference(job, fence) == 0)
                    .forEach(fence -> json.value(fence.toString()));
        }
        json.endArray();
    }

    private long reference(JobSpan job, FenceId fence) {
        JobSpan other = timeline.job(fence);
        if (other == null || other == job) {
            return 0;
        }
        return 2L * (job.index() - other.index()) + (timeline.isScheduled(fence) ? 1 : 0);
    }

    private void column(String name, ToLongFunction<JobSpan> value) {
        json.name(name).beginArray();
        timeline.jobs().forEach(job -> json.value(value.applyAsLong(job)));
        json.endArray();
    }

    private void difference(String name, ToLongFunction<JobSpan> time, ToLongFunction<JobSpan> since) {
        json.name(name).beginArray();
        for (JobSpan job : timeline.jobs()) {
            long at = time.applyAsLong(job);
            if (at == JobSpan.NEVER) {
                json.none();
            } else {
                json.value(at - Math.max(since.applyAsLong(job), job.accepted()));
            }
        }
        json.endArray();
    }
}
