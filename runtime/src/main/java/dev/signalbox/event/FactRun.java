package dev.signalbox.event;

/**
 * Like facts in a row.
 *
 * @param first the first of them; the i-th is {@code first.plus(i)}
 * @param count how many, at least 1; more than 1 only of a kind that forms runs
 */
public record FactRun(Fact first, int count) {
    /** Checks the ranges above. */
    public FactRun {
        if (count < 1) {
            throw new IllegalArgumentException("a run has at least one fact, not " + count);
        }
    }

    /** Returns the time of the facts, the same for all. */
    public long time() {
        return first.time();
    }

    /** Reports the facts in order. */
    public void reportTo(Facts facts) {
        if (count == 1) {
            facts.report(first);
        } else {
            facts.report(first, count);
        }
    }
}
