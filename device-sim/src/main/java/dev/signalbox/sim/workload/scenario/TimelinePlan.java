package dev.signalbox.sim.workload.scenario;

/**
 * A software timeline of a client.
 *
 * @param user whether its points are user fences, which ordinary jobs cannot wait for
 */
public record TimelinePlan(String name, boolean user) {}
