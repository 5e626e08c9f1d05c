package dev.signalbox.sim.workload.scenario;

/**
 * Buffers of a client under one name.
 *
 * @param count how many, at least 1
 * @param bytes the size of each; a range is drawn for each
 */
public record BufferPlan(String name, int count, Span bytes) {}
