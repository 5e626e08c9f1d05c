package dev.signalbox.event;

/** One method per kind of fact, so that a fold that forgets one does not compile. */
public interface FactVisitor<R> {
    /** Folds {@link Fact.RunBegan}. */
    R onRunBegan(Fact.RunBegan fact);

    /** Folds {@link Fact.WorkloadGiven}. */
    R onWorkloadGiven(Fact.WorkloadGiven fact);

    /** Folds {@link Fact.DeviceOpened}. */
    R onDeviceOpened(Fact.DeviceOpened fact);

    /** Folds {@link Fact.ClientOpened}. */
    R onClientOpened(Fact.ClientOpened fact);

    /** Folds {@link Fact.ClientClosed}. */
    R onClientClosed(Fact.ClientClosed fact);

    /** Folds {@link Fact.EntityOpened}. */
    R onEntityOpened(Fact.EntityOpened fact);

    /** Folds {@link Fact.BufferCreated}. */
    R onBufferCreated(Fact.BufferCreated fact);

    /** Folds {@link Fact.BufferDestroyed}. */
    R onBufferDestroyed(Fact.BufferDestroyed fact);

    /** Folds {@link Fact.TimelineCreated}. */
    R onTimelineCreated(Fact.TimelineCreated fact);

    /** Folds {@link Fact.TimelineAdvanced}. */
    R onTimelineAdvanced(Fact.TimelineAdvanced fact);

    /** Folds {@link Fact.TimelineClosed}. */
    R onTimelineClosed(Fact.TimelineClosed fact);

    /** Folds {@link Fact.JobAccepted}. */
    R onJobAccepted(Fact.JobAccepted fact);

    /** Folds {@link Fact.JobRefused}. */
    R onJobRefused(Fact.JobRefused fact);

    /** Folds {@link Fact.JobQueued}. */
    R onJobQueued(Fact.JobQueued fact);

    /** Folds {@link Fact.JobBlocked}. */
    R onJobBlocked(Fact.JobBlocked fact);

    /** Folds {@link Fact.JobRan}. */
    R onJobRan(Fact.JobRan fact);

    /** Folds {@link Fact.JobFinished}. */
    R onJobFinished(Fact.JobFinished fact);

    /** Folds {@link Fact.EndRequested}. */
    R onEndRequested(Fact.EndRequested fact);

    /** Folds {@link Fact.CycleBegan}. */
    R onCycleBegan(Fact.CycleBegan fact);

    /** Folds {@link Fact.CycleEnded}. */
    R onCycleEnded(Fact.CycleEnded fact);

    /** Folds {@link Fact.ExpectationChecked}. */
    R onExpectationChecked(Fact.ExpectationChecked fact);

    /** Folds {@link Fact.RunEnded}. */
    R onRunEnded(Fact.RunEnded fact);

    /** Folds what was done to queues: {@link EntityFact#visit} tells the kinds apart. */
    R onEntity(EntityFact fact);

    /** Folds what is about sync objects: {@link SyncFact#accept(SyncFact.Visitor)} tells the kinds apart. */
    R onSync(SyncFact fact);

    /** Folds what is about the device and its memory: {@link DeviceFact#visit} tells the kinds apart. */
    R onDevice(DeviceFact fact);
}
