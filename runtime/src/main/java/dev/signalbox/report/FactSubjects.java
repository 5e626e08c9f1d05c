package dev.signalbox.report;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whom and what each fact is about: fold every fact of a device in order. Remembers who owns each queue, timeline and
 * buffer, what waits are for, and which jobs were last given to the rings; a new run forgets them.
 */
final class FactSubjects
        implements FactVisitor<FactSubjects.Subject>,
                SyncFact.Visitor<FactSubjects.Subject>,
                DeviceFact.Visitor<FactSubjects.Subject> {
    /** Stands for no client. */
    static final int NOBODY = 0;

    private final Map<Integer, Integer> entities = new TreeMap<>();
    private final Map<Long, Integer> contexts = new TreeMap<>();
    private final Map<Long, Long> finished = new TreeMap<>();
    private final Map<Long, Integer> buffers = new TreeMap<>();
    private final Map<Long, Integer> placed = new TreeMap<>();
    private final Map<Long, List<Long>> waits = new TreeMap<>();
    private final RingEntries entries = new RingEntries();

    /**
     * Whom and what a fact is about.
     *
     * @param client its number; {@link #NOBODY} when it is about none
     * @param name what a client is called that opens, else null
     * @param fences all that it names; a job by its finished fence
     * @param buffers all that it names
     * @param syncObjects all that it names
     */
    record Subject(
            int client, @Nullable String name, List<FenceId> fences, List<Long> buffers, List<Long> syncObjects) {}

    /** Returns the finished fence of the job of which either fence is given; any other fence as it is. */
    FenceId job(FenceId fence) {
        return new FenceId(finished.getOrDefault(fence.context(), fence.context()), fence.seqno());
    }

    private static Subject client(int client) {
        return new Subject(client, null, List.of(), List.of(), List.of());
    }

    private Subject job(int client, FenceId fence, List<FenceId> others, List<Long> named) {
        List<FenceId> fences =
                Stream.concat(Stream.of(fence), others.stream()).map(this::job).toList();
        return new Subject(client, null, fences, named, List.of());
    }

    private Subject onRing(FenceId fence, List<FenceId> others) {
        return job(contexts.getOrDefault(fence.context(), NOBODY), fence, others, List.of());
    }

    private Subject ofEntity(int entity, FenceId fence) {
        return job(entities.getOrDefault(entity, NOBODY), fence, List.of(), List.of());
    }

    @Override
    public Subject onRunBegan(Fact.RunBegan fact) {
        entities.clear();
        contexts.clear();
        finished.clear();
        buffers.clear();
        placed.clear();
        waits.clear();
        entries.clear();
        return client(NOBODY);
    }

    @Override
    public Subject onWorkloadGiven(Fact.WorkloadGiven fact) {
        return client(fact.client());
    }

    @Override
    public Subject onDeviceOpened(Fact.DeviceOpened fact) {
        return client(NOBODY);
    }

    @Override
    public Subject onClientOpened(Fact.ClientOpened fact) {
        return new Subject(fact.client(), fact.name(), List.of(), List.of(), List.of());
    }

    @Override
    public Subject onClientClosed(Fact.ClientClosed fact) {
        return client(fact.client());
    }

    @Override
    public Subject onEntityOpened(Fact.EntityOpened fact) {
        entities.put(fact.entity(), fact.client());
        contexts.put(fact.context(), fact.client());
        contexts.put(fact.context() + 1, fact.client());
        finished.put(fact.context(), fact.context() + 1);
        return client(fact.client());
    }

    @Override
    public Subject onBufferCreated(Fact.BufferCreated fact) {
        buffers.put(fact.buffer(), fact.client());
        return new Subject(fact.client(), null, List.of(), List.of(fact.buffer()), List.of());
    }

    @Override
    public Subject onBufferDestroyed(Fact.BufferDestroyed fact) {
        Integer owner = buffers.remove(fact.buffer());
        return new Subject(owner == null ? NOBODY : owner, null, List.of(), List.of(fact.buffer()), List.of());
    }

    @Override
    public Subject onTimelineCreated(Fact.TimelineCreated fact) {
        contexts.put(fact.context(), fact.client());
        return client(fact.client());
    }

    @Override
    public Subject onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        return onRing(new FenceId(fact.context(), fact.seqno()), List.of());
    }

    @Override
    public Subject onTimelineClosed(Fact.TimelineClosed fact) {
        return client(contexts.getOrDefault(fact.context(), NOBODY));
    }

    @Override
    public Subject onJobAccepted(Fact.JobAccepted fact) {
        List<Long> used = fact.accesses().stream().map(Access::buffer).toList();
        return job(entities.getOrDefault(fact.entity(), NOBODY), fact.fence(), fact.dependencies(), used);
    }

    @Override
    public Subject onJobRefused(Fact.JobRefused fact) {
        return ofEntity(fact.entity(), fact.fence());
    }

    @Override
    public Subject onJobQueued(Fact.JobQueued fact) {
        return onRing(fact.fence(), List.of());
    }

    @Override
    public Subject onJobBlocked(Fact.JobBlocked fact) {
        return onRing(fact.fence(), List.of(fact.dependency()));
    }

    @Override
    public Subject onJobRan(Fact.JobRan fact) {
        entries.ran(fact, 1);
        return onRing(fact.fence(), List.of());
    }

    @Override
    public Subject onJobFinished(Fact.JobFinished fact) {
        return ofEntity(fact.entity(), fact.fence());
    }

    @Override
    public Subject onEndRequested(Fact.EndRequested fact) {
        return ofEntity(fact.entity(), fact.fence());
    }

    @Override
    public Subject onCycleBegan(Fact.CycleBegan fact) {
        return client(fact.client());
    }

    @Override
    public Subject onCycleEnded(Fact.CycleEnded fact) {
        return client(fact.client());
    }

    @Override
    public Subject onExpectationChecked(Fact.ExpectationChecked fact) {
        return client(fact.client());
    }

    @Override
    public Subject onDevice(DeviceFact fact) {
        return fact.visit(this);
    }

    /** A buffer keeps its memory until its last job is over, which may be after it is gone. */
    @Override
    public Subject onBufferPlaced(DeviceFact.BufferPlaced fact) {
        int owner = buffers.getOrDefault(fact.buffer(), NOBODY);
        placed.put(fact.buffer(), owner);
        return ofBuffer(owner, fact.buffer());
    }

    @Override
    public Subject onBufferReleased(DeviceFact.BufferReleased fact) {
        Integer owner = placed.remove(fact.buffer());
        return ofBuffer(owner == null ? NOBODY : owner, fact.buffer());
    }

    @Override
    public Subject onBufferWritten(DeviceFact.BufferWritten fact) {
        return ofBuffer(fact.client(), fact.buffer());
    }

    @Override
    public Subject onPagesAccessed(DeviceFact.PagesAccessed fact) {
        return ofEntry(fact.ring(), fact.entry());
    }

    @Override
    public Subject onFaultRaised(DeviceFact.FaultRaised fact) {
        return ofEntry(fact.ring(), fact.entry());
    }

    @Override
    public Subject onFaultResolved(DeviceFact.FaultResolved fact) {
        return ofEntry(fact.ring(), fact.entry());
    }

    @Override
    public Subject onFailureInjected(DeviceFact.FailureInjected fact) {
        return ofEntry(fact.ring(), fact.entry());
    }

    @Override
    public Subject onJobHung(DeviceFact.JobHung fact) {
        return ofEntry(fact.ring(), fact.entry());
    }

    @Override
    public Subject onResetRequested(DeviceFact.ResetRequested fact) {
        return ofEntry(fact.ring(), fact.entry());
    }

    @Override
    public Subject onRingReset(DeviceFact.RingReset fact) {
        return client(NOBODY);
    }

    @Override
    public Subject onRingFailed(DeviceFact.RingFailed fact) {
        return client(NOBODY);
    }

    @Override
    public Subject onEntityBlamed(DeviceFact.EntityBlamed fact) {
        return ofEntity(fact.entity(), fact.culprit());
    }

    private static Subject ofBuffer(int client, long buffer) {
        return new Subject(client, null, List.of(), List.of(buffer), List.of());
    }

    private Subject ofEntry(int ring, long entry) {
        FenceId job = entries.job(ring, entry);
        return job == null ? client(NOBODY) : onRing(job, List.of());
    }

    @Override
    public Subject onEntity(EntityFact fact) {
        return client(entities.getOrDefault(fact.entity(), NOBODY));
    }

    @Override
    public Subject onSync(SyncFact fact) {
        return fact.visit(this);
    }

    @Override
    public Subject onSyncObjectCreated(SyncFact.SyncObjectCreated fact) {
        return onObjects(fact.client(), List.of(), List.of(fact.object()));
    }

    @Override
    public Subject onSyncHandleOpened(SyncFact.SyncHandleOpened fact) {
        return onObjects(fact.client(), List.of(), List.of(fact.object()));
    }

    @Override
    public Subject onSyncHandleClosed(SyncFact.SyncHandleClosed fact) {
        return onObjects(fact.client(), List.of(), List.of(fact.object()));
    }

    @Override
    public Subject onSyncSignalled(SyncFact.SyncSignalled fact) {
        return onObjects(fact.client(), List.of(), List.of(fact.object()));
    }

    @Override
    public Subject onSyncReset(SyncFact.SyncReset fact) {
        return onObjects(fact.client(), List.of(), List.of(fact.object()));
    }

    @Override
    public Subject onSyncAttached(SyncFact.SyncAttached fact) {
        return onObjects(fact.client(), fact.fences(), List.of(fact.object()));
    }

    @Override
    public Subject onSyncTransferred(SyncFact.SyncTransferred fact) {
        return onObjects(fact.client(), List.of(), List.of(fact.source(), fact.target()));
    }

    @Override
    public Subject onSyncWaitBegan(SyncFact.SyncWaitBegan fact) {
        List<Long> objects =
                fact.points().stream().map(SyncPointId::object).distinct().toList();
        waits.put(fact.waitId(), objects);
        return onObjects(fact.client(), List.of(), objects);
    }

    @Override
    public Subject onSyncWaitEnded(SyncFact.SyncWaitEnded fact) {
        List<Long> objects = waits.remove(fact.waitId());
        return onObjects(fact.client(), List.of(), objects == null ? List.of() : objects);
    }

    @Override
    public Subject onFencesImported(SyncFact.FencesImported fact) {
        List<FenceId> fences = fact.fences().stream().map(this::job).toList();
        return new Subject(fact.client(), null, fences, List.of(fact.buffer()), List.of());
    }

    @Override
    public Subject onDeadlineSet(SyncFact.DeadlineSet fact) {
        return onRing(fact.fence(), List.of());
    }

    private Subject onObjects(int client, List<FenceId> fences, List<Long> objects) {
        return new Subject(client, null, fences.stream().map(this::job).toList(), List.of(), objects);
    }

    @Override
    public Subject onRunEnded(Fact.RunEnded fact) {
        return client(NOBODY);
    }
}
