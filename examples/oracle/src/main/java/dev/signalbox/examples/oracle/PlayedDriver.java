package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.ring.Backend;
import dev.signalbox.ring.BackendJob;
import dev.signalbox.ring.RunResult;
import dev.signalbox.ring.Verdict;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides about jobs as the driver of a case does.
 *
 * @param jobs as the case says them, by their numbers, which are their tags
 * @param facts who hears of it
 */
record PlayedDriver(Map<Integer, Json> jobs, ObservedFacts facts) implements Backend {
    @Override
    public RunResult run(BackendJob job) {
        Json input = input(job);
        if (job.error() != null && input.field("skip_if_error").flag()) {
            return RunResult.NOTHING;
        }
        return switch (Words.read(BenchJob.RunResult.class, input.field("run_result"))) {
            case FENCE -> RunResult.ON_HARDWARE;
            case NULL -> RunResult.NOTHING;
            case ERROR -> failed(Errors.read(input.field("hw_error")));
        };
    }

    private static RunResult failed(@Nullable Errno error) {
        return error == null ? RunResult.NOTHING : RunResult.failed(error);
    }

    @Override
    public Verdict timedOut(BackendJob job) {
        facts.timedOut(job);
        TimeoutAnswer answer = Words.read(TimeoutAnswer.class, input(job).field("on_timeout"));
        return switch (answer) {
            case RESET, RESET_KARMA -> new Verdict.EndJob(Errno.ETIMEDOUT, answer.blames());
            case NO_HANG -> Verdict.noHang();
            case FULL, FULL_KARMA, FULL_EIO -> new Verdict.DropRing(answer.dropped(), answer.blames());
        };
    }

    @Override
    public void cancelled(BackendJob job) {
        facts.cancelled(job);
    }

    @Override
    public void freed(BackendJob job, boolean byHandler) {
        facts.freed(job, byHandler);
    }

    private Json input(BackendJob job) {
        return Objects.requireNonNull(jobs.get((int) job.tag()));
    }
}
