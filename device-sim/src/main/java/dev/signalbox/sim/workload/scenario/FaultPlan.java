package dev.signalbox.sim.workload.scenario;

import dev.signalbox.sim.failure.FailurePlan;

/** Something that goes wrong with the device. Times count from its start, which is that of the run. */
public record FaultPlan(FailurePlan failure, Place place) {}
