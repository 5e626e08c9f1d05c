package dev.signalbox.event;

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
        if (facts == NOBODY) {
            return;
        }
        if (first != null && first.isFollowedBy(fact, count)) {
            count++;
        } else {
            flush();
            first = fact;
            count = 1;
        }
    }

    @Override
    public void report(Fact start, int length) {
        flush();
        facts.report(start, length);
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
