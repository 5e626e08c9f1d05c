package dev.signalbox.sim.workload.wsim;

/**
 * How long a batch runs: a time drawn uniformly from a closed range at each submission, or without end.
 *
 * @param minMicros the shortest time in microseconds, at least 1
 * @param maxMicros the longest time in microseconds, at least {@code minMicros}
 */
public record Span(long minMicros, long maxMicros) {
    /** The duration of a batch that runs until another step ends it. */
    public static final Span ENDLESS = new Span(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Checks {@code 1 <= minMicros <= maxMicros}; throws {@link IllegalArgumentException} otherwise. */
    public Span {
        if (minMicros < 1 || maxMicros < minMicros) {
            throw new IllegalArgumentException("not a duration: " + minMicros + " to " + maxMicros + " us");
        }
    }

    /** Whether only another step can end the batch. */
    public boolean isEndless() {
        return equals(ENDLESS);
    }
}
