package dev.signalbox;

/**
 * How busy an engine has been.
 *
 * @param engine its name
 * @param jobs how many jobs it has finished
 * @param busyNanos for how long jobs that are over kept it busy
 */
public record EngineStats(String engine, long jobs, long busyNanos) {}
