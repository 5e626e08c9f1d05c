package dev.signalbox.event;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what one owner reports in one step into runs. It is flushed before the owner sends a message, so that the stream stays
 * in causal order. Used by one thread at a time.
 */
public final class FactGatherer implements Facts {
    private final Facts facts;
    private @Nullable Fact first;
    private int count;

    /** Creates a gatherer that holds nothing. */
    public FactGatherer(Facts facts) {
        this.facts = facts;
    }

    /** What nobody hears need not be gathered. */
    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    @Override
    public void report(Fact start, int length) {
        if (facts == NOBODY) {
            return;
        }
        if (first != null && first.isFollowedBy(start, count)) {
            count += length;
        } else {
            flush();
            first = start;
            count = length;
        }
    }

    /** Reports {@link Fact.JobRan}, of which none is made when it continues a run. */
    public void jobRan(long time, int ring, long context, long seqno, long entry, int creditsInFlight) {
        if (first instanceof Fact.JobRan run
                && run.isFollowedBy(time, ring, context, seqno, entry, creditsInFlight, count)) {
            count++;
        } else {
            report(new Fact.JobRan(time, ring, new FenceId(context, seqno), entry, creditsInFlight));
        }
    }

    /** Reports {@link Fact.JobFinished}, of which none is made when it continues a run. */
    public void jobFinished(long time, int entity, long context, long seqno, long ran, @Nullable Errno error) {
        if (first instanceof Fact.JobFinished run
                && run.isFollowedBy(time, entity, context, seqno, ran, error, count)) {
            count++;
        } else {
            report(new Fact.JobFinished(time, entity, new FenceId(context, seqno), ran, error));
        }
    }

    /** Passes on what is held. */
    public void flush() {
        Fact held = first;
        if (held != null) {
            first = null;
            new FactRun(held, count).reportTo(facts);
        }
    }
}
