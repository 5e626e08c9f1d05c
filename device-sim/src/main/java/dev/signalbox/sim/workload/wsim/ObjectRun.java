package dev.signalbox.sim.workload.wsim;

/**
 * Neighbouring objects of a working set that are described alike. Each object draws a size of its own from the range.
 *
 * @param count how many objects, at least 1
 * @param minBytes the smallest size in bytes, at least 1
 * @param maxBytes the largest size in bytes, at least {@code minBytes}; equal to it for a fixed size
 */
public record ObjectRun(int count, long minBytes, long maxBytes) {}
