package dev.signalbox;

import dev.signalbox.actor.EntityCommand;
import dev.signalbox.actor.Receipt;
import dev.signalbox.fence.Errno;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a submission returns at once: the fences of its jobs, and the answers to come. */
public final class Submission {
    private final Queue queue;
    private final long first;
    private final int jobs;
    private final Receipt receipt;

    Submission(Queue queue, long first, int jobs, Receipt receipt) {
        this.queue = queue;
        this.first = first;
        this.jobs = jobs;
        this.receipt = receipt;
    }

    /** Returns how many jobs it carries. */
    public int jobs() {
        return jobs;
    }

    /** Returns the fence that signals when its last job, and so every one of them, is over. */
    public Fence finished() {
        return finished(jobs - 1);
    }

    /** Returns the fence that signals when one of its jobs is over. */
    public Fence finished(int job) {
        return queue.finished(first + checked(job));
    }

    /** Returns the fence that signals when its last job has been given to its engine. */
    public Fence scheduled() {
        return queue.scheduled(first + jobs - 1);
    }

    /**
     * Returns a stage that completes when the jobs are accepted, with the time in nanoseconds; it fails with a
     * {@link dev.signalbox.fence.Refusal} when they are not, and then their fences signal with the error; and with EIO when the
     * journal fails before.
     */
    public CompletionStage<Long> accepted() {
        return receipt.accepted().stage();
    }

    /**
     * Returns a stage that completes when all jobs are over, however they ended. It fails with a
     * {@link dev.signalbox.fence.Refusal} (EIO) when the journal fails before.
     */
    public CompletionStage<End> ended() {
        return receipt.ended()
                .stage()
                .thenApply(end -> new End(
                        end.time(),
                        end.failed(),
                        Optional.ofNullable(end.firstFailure()).map(Receipt.Failure::error)));
    }

    /** Ends a job that may be endless: now if it runs, otherwise as soon as it would run. A job that is over is not affected. */
    public void end() {
        for (int job = 0; job < jobs; job++) {
            queue.tell(new EntityCommand.EndJob(first + job));
        }
    }

    private int checked(int job) {
        if (job < 0 || job >= jobs) {
            throw new IndexOutOfBoundsException("job " + job + " of a submission of " + jobs);
        }
        return job;
    }

    /**
     * How a submission ended.
     *
     * @param time when its last job was over, in nanoseconds
     * @param failed how many of its jobs ended with an error
     * @param error the error of the first of them
     */
    public record End(long time, int failed, Optional<Errno> error) {}
}
