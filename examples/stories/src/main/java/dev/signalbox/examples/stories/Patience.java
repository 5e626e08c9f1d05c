package dev.signalbox.examples.stories;

import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What to do when a queue is full. */
final class Patience {
    private Patience() {}

    // region full
    /** Submits now, or as soon as the queue has room. */
    static CompletionStage<Submission> submit(Queue queue, List<Job> jobs) {
        try {
            return CompletableFuture.completedFuture(queue.submit(jobs));
        } catch (Refusal refusal) {
            FenceId room = refusal.retryAfter();
            if (room == null) {
                throw refusal;
            }
            return queue.fence(room).signalled().thenCompose(signalled -> submit(queue, jobs));
        }
    }
    // end
}
