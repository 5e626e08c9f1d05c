package dev.signalbox.sim.workload.scenario;

/**
 * Something that goes wrong with the device at a time.
 *
 * @param atNanos when, from the start of the run
 */
public record FaultPlan(Kind kind, long atNanos) {
    /** What can go wrong. */
    public enum Kind {
        /** The device disappears. */
        DEVICE_LOST
    }
}
