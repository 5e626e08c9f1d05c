package dev.signalbox.examples.oracle;

import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sched.ArmedJob;
import dev.signalbox.sched.Need;
import dev.signalbox.sched.PendingJob;
import dev.signalbox.sched.RunEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job of a case: what it is, where it is, and what has been observed of it. */
final class BenchJob {
    /** What running a job gives. */
    enum RunResult {
        FENCE,
        ERROR,
        NULL
    }

    final int id;
    final BenchEntity entity;
    final int credits;
    final long duration;
    final @Nullable Errno hardwareError;
    final RunResult result;
    final boolean skipsWhenFailed;
    final TimeoutAnswer onTimeout;
    final List<Json> dependencies;
    private final Runnable hardwareDone;

    /** Its fences, one per context, and what they are of. */
    List<FenceId> waits = List.of();

    @Nullable BenchRing ring;

    @Nullable FenceId finished;

    @Nullable PendingJob<RunEntity> pending;

    Priority priority = Priority.NORMAL;
    private final Map<String, @Nullable Object> seen = new LinkedHashMap<>();

    /** A job as a case says it. */
    BenchJob(Json input, List<BenchEntity> entities) {
        this(input.field("id").integer(), input, entities, () -> {});
    }

    /** A job with a number; somebody is told when the hardware is done with it. */
    BenchJob(int id, Json input, List<BenchEntity> entities, Runnable hardwareDone) {
        this.id = id;
        this.hardwareDone = hardwareDone;
        entity = entities.get(input.field("entity").index(entities.size()));
        credits = input.has("credits") ? input.field("credits").integer() : 1;
        duration = input.field("duration").number();
        hardwareError = input.has("hw_error") ? Errors.read(input.field("hw_error")) : null;
        result = input.has("run_result") ? Words.read(RunResult.class, input.field("run_result")) : RunResult.FENCE;
        skipsWhenFailed =
                input.has("skip_if_error") && input.field("skip_if_error").flag();
        onTimeout = input.has("on_timeout")
                ? Words.read(TimeoutAnswer.class, input.field("on_timeout"))
                : TimeoutAnswer.RESET;
        dependencies = input.has("deps") ? input.field("deps").elements() : List.of();
        for (String field : List.of(
                "sched",
                "queued",
                "run",
                "credits_in_flight",
                "scheduled",
                "hw_done",
                "finished",
                "freed",
                "freed_by")) {
            seen.put(field, null);
        }
        seen.put("error", 0);
    }

    void see(String field, @Nullable Object value) {
        seen.put(field, value);
    }

    /** Returns when it was run. */
    long ranAt() {
        return (Long) Objects.requireNonNull(seen.get("run"));
    }

    /** The hardware is done with it. */
    void hardwareDone(long now) {
        see("hw_done", now);
        hardwareDone.run();
    }

    boolean hasSeen(String field) {
        return seen.get(field) != null;
    }

    Map<String, @Nullable Object> seen() {
        seen.put("id", id);
        return seen;
    }

    FenceId finished() {
        return Objects.requireNonNull(finished);
    }

    FenceId scheduled() {
        return new FenceId(finished().context() - 1, finished().seqno());
    }

    BenchRing ring() {
        return Objects.requireNonNull(ring);
    }

    PendingJob<RunEntity> pending() {
        return Objects.requireNonNull(pending);
    }

    ArmedJob armed(List<Need> needs) {
        return new ArmedJob(entity.number, finished(), Work.none(), credits, needs);
    }
}
