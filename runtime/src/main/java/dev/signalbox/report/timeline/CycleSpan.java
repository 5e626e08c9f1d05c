package dev.signalbox.report.timeline;

/**
 * One cycle of a client's workload.
 *
 * @param client the number of the client
 * @param cycle its number
 * @param began when it began, in nanoseconds
 * @param ended when it ended, in nanoseconds
 * @param missed whether it took longer than its period
 */
public record CycleSpan(int client, long cycle, long began, long ended, boolean missed) {}
