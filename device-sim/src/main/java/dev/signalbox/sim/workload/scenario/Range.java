package dev.signalbox.sim.workload.scenario;

/**
 * What a number is expected to be.
 *
 * @param min the least
 * @param max the most; {@link Long#MAX_VALUE} when there is no bound
 */
public record Range(long min, long max) {
    /** Returns whether a number is within the bounds. */
    public boolean contains(long number) {
        return min <= number && number <= max;
    }
}
