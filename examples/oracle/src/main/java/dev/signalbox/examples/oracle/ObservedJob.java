package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the facts of a device say of a job, in the fields of cases. */
final class ObservedJob {
    private final Map<String, @Nullable Object> seen = new LinkedHashMap<>();

    ObservedJob(int id) {
        seen.put("id", id);
        seen.put("error", 0);
    }

    void queued(long now, int ring) {
        seen.put("sched", ring);
        seen.put("queued", now);
    }

    void ran(long now, int creditsInFlight) {
        seen.put("run", now);
        seen.put("scheduled", now);
        seen.put("credits_in_flight", creditsInFlight);
    }

    void hardwareDone(long now) {
        seen.put("hw_done", now);
    }

    /** A job that never ran is scheduled and freed when it is over. */
    void finished(long now, @Nullable Errno error, boolean neverRan) {
        if (neverRan) {
            seen.put("scheduled", now);
            freed(now, false);
        }
        seen.put("finished", now);
        seen.put("error", error == null ? 0 : error.negated());
    }

    void freed(long now, boolean byHandler) {
        seen.put("freed", now);
        seen.put("freed_by", byHandler ? "timeout_handler" : "free_job");
    }

    @Nullable Object get(String field) {
        return seen.get(field);
    }
}
