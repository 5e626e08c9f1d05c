package dev.signalbox.report.timeline;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Incident;

/** What a {@link JobFold} tells while it folds; whoever listens picks what it needs. */
public interface JobListener {
    /** The stream begins. */
    default void onRunBegan(Fact.RunBegan run) {}

    /** What drives a client is known. */
    default void onWorkload(Fact.WorkloadGiven workload) {}

    /** An expectation was met or not. */
    default void onExpectation(Fact.ExpectationChecked expectation) {}

    /** The run is over; nothing more is told. */
    default void onRunEnded(Fact.RunEnded end) {}

    /** The device and its rings are known. */
    default void onDevice(Fact.DeviceOpened device) {}

    /** A client is known. */
    default void onClient(Fact.ClientOpened client) {}

    /** A queue is known; its client was told before. */
    default void onQueue(QueueLane queue) {}

    /** A job was accepted; its times follow as they happen. */
    default void onAccepted(JobSpan job) {}

    /** A job that others may name will never be accepted. */
    default void onDropped(FenceId fence) {}

    /** A job has ended and left its ring, so nothing of it changes any more. */
    default void onOver(JobSpan job) {}

    /** So many jobs now stand in the queue of a ring. */
    default void onDepth(int ring, long time, int jobs) {}

    /** So many credits of a ring are now in flight. */
    default void onCredits(int ring, long time, int credits) {}

    /** Something happened that a run is better without. */
    default void onIncident(Incident incident) {}

    /** A cycle of a client ended. */
    default void onCycle(CycleSpan cycle) {}
}
