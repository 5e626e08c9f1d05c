package dev.signalbox.actor;

import dev.signalbox.sched.JobDraft;
import java.util.List;

/**
 * Drafts of one queue that were submitted together, and where to answer.
 *
 * @param first the place of the first one, counted from 1; the places were given where the batch was submitted
 * @param drafts at least one
 */
public record Batch(long first, List<JobDraft> drafts, Receipt receipt) {
    /** Returns the place of the last draft. */
    public long last() {
        return first + drafts.size() - 1;
    }

    Batch with(List<JobDraft> prepared) {
        return new Batch(first, prepared, receipt);
    }
}
