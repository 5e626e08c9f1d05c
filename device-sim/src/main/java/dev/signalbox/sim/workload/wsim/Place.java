package dev.signalbox.sim.workload.wsim;

/**
 * Where a step stands.
 *
 * @param index the step's number, from 0; steps that are not batches count too
 * @param line the line of its first character, from 1
 * @param column the column of its first character, from 1
 */
public record Place(int index, int line, int column) {}
