package dev.signalbox.sim.workload;

import dev.signalbox.Fence;
import dev.signalbox.Submission;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a name of a client now: a submission, one job of it, a point, or nothing because it was refused.
 *
 * @param job which job of the submission; -1 for all of them
 * @param refused with what it was refused when it was; then there is no submission
 */
record Made(
        @Nullable Submission submission,
        int job,
        @Nullable Fence point,
        @Nullable Points line,
        @Nullable Errno refused) {
    static Made submission(Submission submission) {
        return new Made(submission, -1, null, null, null);
    }

    static Made job(Submission submission, int job) {
        return new Made(submission, job, null, null, null);
    }

    static Made point(Fence point, Points line) {
        return new Made(null, -1, point, line, null);
    }

    static Made refused(Errno errno) {
        return new Made(null, -1, null, null, errno);
    }

    /** Returns the fence that says it is over; null when it was refused. */
    @Nullable Fence fence() {
        if (submission == null) {
            return point;
        }
        return job < 0 ? submission.finished() : submission.finished(job);
    }

    /** Returns a stage that completes when it is over; null when it was refused. */
    @Nullable CompletionStage<?> over() {
        if (submission != null && job < 0) {
            return submission.ended();
        }
        Fence fence = fence();
        return fence == null ? null : fence.signalled();
    }

    /** Returns the finished fences of its jobs. */
    List<FenceId> jobs() {
        if (submission == null) {
            return List.of();
        }
        return job < 0
                ? IntStream.range(0, submission.jobs())
                        .mapToObj(each -> submission.finished(each).id())
                        .toList()
                : List.of(submission.finished(job).id());
    }
}
