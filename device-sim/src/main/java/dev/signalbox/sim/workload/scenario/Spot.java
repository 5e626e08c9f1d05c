package dev.signalbox.sim.workload.scenario;

/**
 * A place in a buffer: {@code frame}, {@code set.3+64}.
 *
 * @param buffer one buffer
 * @param offset in bytes
 */
public record Spot(Use buffer, long offset) {
    /** Returns the place as it is written. */
    @Override
    public String toString() {
        return offset == 0 ? buffer.toString() : buffer + "+" + Units.size(offset);
    }
}
