package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;

/**
 * Sums a run up while it goes on: report every fact of one device from the first on, ask for the summary at any time.
 * Percentiles come from histograms of three digits, so nothing is kept of a job that is over.
 */
public final class RunSummary implements Facts {
    private final SummaryFold fold = new SummaryFold();
    private final RaceFinder races = new RaceFinder();

    @Override
    public void report(Fact fact) {
        fold.fold(fact, 1);
        races.report(fact);
    }

    @Override
    public void report(Fact first, int count) {
        fold.fold(first, count);
        races.report(first, count);
    }

    /** Returns what the facts so far come to. */
    public Summary summary() {
        return fold.summary().with(races.races());
    }
}
