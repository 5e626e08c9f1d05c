package dev.signalbox.sim.workload;

import dev.signalbox.Fence;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a name of a client now: a submission, one job of it, a point, a sync file, a sync object, a wait, or nothing
 * because it was refused.
 *
 * @param job which job of the submission; -1 for all of them
 * @param event a wait that goes on by itself
 * @param refused with what it was refused when it was; then there is nothing else
 * @param missing whether it is a sync file that was refused: nobody goes on without it
 */
record Made(
        @Nullable Submission submission,
        int job,
        @Nullable Fence point,
        @Nullable Points line,
        @Nullable SyncFile file,
        @Nullable SyncObject object,
        @Nullable CompletionStage<?> event,
        @Nullable Errno refused,
        boolean missing) {
    static Made submission(Submission submission) {
        return job(submission, -1);
    }

    static Made job(Submission submission, int job) {
        return new Made(submission, job, null, null, null, null, null, null, false);
    }

    static Made point(Fence point, Points line) {
        return new Made(null, -1, point, line, null, null, null, null, false);
    }

    static Made file(SyncFile file) {
        return new Made(null, -1, null, null, file, null, null, null, false);
    }

    static Made object(SyncObject object) {
        return new Made(null, -1, null, null, null, object, null, null, false);
    }

    static Made event(CompletionStage<?> event) {
        return new Made(null, -1, null, null, null, null, event, null, false);
    }

    static Made refused(Errno errno) {
        return new Made(null, -1, null, null, null, null, null, errno, false);
    }

    static Made refusedFile(Errno errno) {
        return new Made(null, -1, null, null, null, null, null, errno, true);
    }

    /** Returns the fence that says it is over; null when it was refused, or has none of its own. */
    @Nullable Fence fence() {
        if (submission == null) {
            return point;
        }
        return job < 0 ? submission.finished() : submission.finished(job);
    }

    /** Returns all fences that say it is over; none when it was refused. */
    List<Fence> fences() {
        Fence one = fence();
        if (one != null) {
            return List.of(one);
        }
        return file == null ? List.of() : file.fences();
    }

    /** Returns a stage that completes when it is over; null when it was refused. */
    @Nullable CompletionStage<?> over() {
        if (submission != null && job < 0) {
            return submission.ended();
        }
        if (file != null) {
            return file.signalled();
        }
        Fence fence = fence();
        return fence == null ? event : fence.signalled();
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
