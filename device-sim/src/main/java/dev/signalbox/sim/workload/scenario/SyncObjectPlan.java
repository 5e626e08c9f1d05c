package dev.signalbox.sim.workload.scenario;

/**
 * A sync object.
 *
 * @param name what steps call it
 * @param label what facts call it
 * @param signalled whether it holds a fence that has signalled from the start, instead of nothing
 */
public record SyncObjectPlan(String name, String label, boolean signalled, Place place) {}
