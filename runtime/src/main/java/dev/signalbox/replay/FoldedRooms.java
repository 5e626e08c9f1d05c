package dev.signalbox.replay;

import dev.signalbox.device.Engine;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.memory.Buffers;
import dev.signalbox.syncobj.SwSync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rooms of one device that facts are folded into. Every method of the visitor returns this. */
final class FoldedRooms
        implements FactVisitor<FoldedRooms>,
                SyncFact.Visitor<FoldedRooms>,
                EntityFact.Visitor<FoldedRooms>,
                FoldedSyncs.Fences {
    private final Map<Integer, String> clients = new TreeMap<>();
    private final Map<Integer, FoldedEntity> entities = new TreeMap<>();
    private final Map<Long, FoldedEntity> byContext = new HashMap<>();
    private final List<FoldedRing> rings = new ArrayList<>();
    private final Map<Long, SwSync> timelines = new TreeMap<>();
    private final KnownContexts contexts = new KnownContexts();
    private final Buffers buffers = new Buffers(this::isPassed);
    private final FoldedDevice device = new FoldedDevice(buffers, this::blame);
    private final FoldedSyncs syncs = new FoldedSyncs(this);
    private int lastClient;

    /** How many like facts in a row are folded now. */
    private int count;

    /** The entity that the last fact about a job was of: the next one mostly is as well. */
    private @Nullable FoldedEntity current;

    /** Folds a run of like facts; an IllegalStateException tells in words that they cannot be. */
    void fold(Fact first, int length) {
        count = length;
        first.accept(this);
    }

    DeviceState state() {
        StateBuilder state = new StateBuilder();
        clients.forEach(state::client);
        entities.values().forEach(entity -> entity.addTo(state));
        rings.forEach(ring -> ring.addTo(state));
        state.timelines(timelines.values().stream().map(SwSync::state).toList());
        syncs.addTo(state);
        state.buffers(buffers.state());
        return state.build();
    }

    @Override
    public FoldedRooms onDeviceOpened(Fact.DeviceOpened fact) {
        check(rings.isEmpty(), "the device is open already");
        for (Engine engine : fact.engines()) {
            rings.add(new FoldedRing(rings.size(), engine, this::isOver));
        }
        return this;
    }

    @Override
    public FoldedRooms onClientOpened(Fact.ClientOpened fact) {
        check(clients.putIfAbsent(fact.client(), fact.name()) == null, "the client is open already");
        lastClient = Math.max(lastClient, fact.client());
        return this;
    }

    @Override
    public FoldedRooms onClientClosed(Fact.ClientClosed fact) {
        checkOpen(fact.client());
        syncs.checkLeft(fact.client());
        List<FoldedEntity> closed = entities.values().stream()
                .filter(entity -> entity.client() == fact.client())
                .toList();
        closed.forEach(FoldedEntity::close);
        clients.remove(fact.client());
        closed.forEach(this::forget);
        return this;
    }

    private void forget(FoldedEntity entity) {
        entities.remove(entity.number());
        byContext.remove(entity.scheduledContext());
        byContext.remove(entity.scheduledContext() + 1);
        current = null;
    }

    @Override
    public FoldedRooms onEntityOpened(Fact.EntityOpened fact) {
        checkOpen(fact.client());
        check(!fact.rings().isEmpty(), "the entity may use no ring");
        fact.rings().forEach(this::ring);
        FoldedRing fixed = fact.rings().size() == 1 ? ring(fact.rings().get(0)) : null;
        FoldedEntity entity = new FoldedEntity(fact, fixed);
        check(entities.putIfAbsent(fact.entity(), entity) == null, "the entity is open already");
        byContext.put(fact.context(), entity);
        byContext.put(fact.context() + 1, entity);
        contexts.add(fact.context());
        contexts.add(fact.context() + 1);
        return this;
    }

    @Override
    public FoldedRooms onBufferCreated(Fact.BufferCreated fact) {
        checkKnown(fact.client());
        buffers.apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onBufferDestroyed(Fact.BufferDestroyed fact) {
        buffers.apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onTimelineCreated(Fact.TimelineCreated fact) {
        checkKnown(fact.client());
        SwSync timeline = new SwSync(fact.client(), fact.context(), fact.name());
        check(timelines.putIfAbsent(fact.context(), timeline) == null, "the timeline is open already");
        contexts.add(fact.context());
        return this;
    }

    @Override
    public FoldedRooms onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        SwSync timeline = timelines.get(fact.context());
        if (timeline == null) {
            throw new IllegalStateException("timeline " + fact.context() + " is not open");
        }
        timeline.apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onTimelineClosed(Fact.TimelineClosed fact) {
        check(timelines.remove(fact.context()) != null, "the timeline is not open");
        return this;
    }

    @Override
    public FoldedRooms onJobAccepted(Fact.JobAccepted fact) {
        entity(fact.entity()).accept(fact, count);
        if (!fact.accesses().isEmpty()) {
            buffers.apply(fact, count);
        }
        return this;
    }

    @Override
    public FoldedRooms onJobRefused(Fact.JobRefused fact) {
        entity(fact.entity()).refuse(fact);
        return this;
    }

    @Override
    public FoldedRooms onJobQueued(Fact.JobQueued fact) {
        owner(fact.fence()).queue(fact, ring(fact.ring()), count);
        return this;
    }

    @Override
    public FoldedRooms onJobBlocked(Fact.JobBlocked fact) {
        owner(fact.fence()).checkOn(ring(fact.ring()), fact.fence());
        return this;
    }

    @Override
    public FoldedRooms onJobRan(Fact.JobRan fact) {
        owner(fact.fence()).run(fact, ring(fact.ring()), count);
        return this;
    }

    @Override
    public FoldedRooms onJobFinished(Fact.JobFinished fact) {
        entity(fact.entity()).finish(fact, count);
        return this;
    }

    @Override
    public FoldedRooms onEndRequested(Fact.EndRequested fact) {
        check(owner(fact.fence()) == entity(fact.entity()), "the job is of another entity");
        return this;
    }

    @Override
    public FoldedRooms onRunBegan(Fact.RunBegan fact) {
        return this;
    }

    @Override
    public FoldedRooms onWorkloadGiven(Fact.WorkloadGiven fact) {
        return this;
    }

    @Override
    public FoldedRooms onCycleBegan(Fact.CycleBegan fact) {
        checkKnown(fact.client());
        return this;
    }

    @Override
    public FoldedRooms onCycleEnded(Fact.CycleEnded fact) {
        checkKnown(fact.client());
        return this;
    }

    @Override
    public FoldedRooms onExpectationChecked(Fact.ExpectationChecked fact) {
        return this;
    }

    @Override
    public FoldedRooms onRunEnded(Fact.RunEnded fact) {
        return this;
    }

    @Override
    public FoldedRooms onDevice(DeviceFact fact) {
        fact.visit(device);
        return this;
    }

    private void blame(DeviceFact.EntityBlamed fact) {
        FoldedEntity entity = entity(fact.entity());
        check(entity.promises(fact.culprit()), "the culprit is of another entity");
        entity.checkOn(ring(fact.ring()), fact.culprit());
        entity.blame();
    }

    @Override
    public FoldedRooms onEntity(EntityFact fact) {
        return fact.visit(this);
    }

    @Override
    public FoldedRooms onEntityKilled(EntityFact.EntityKilled fact) {
        entity(fact.entity()).kill();
        return this;
    }

    @Override
    public FoldedRooms onEntityDrained(EntityFact.EntityDrained fact) {
        entity(fact.entity()).drain(ring(fact.ring()), fact.jobs());
        return this;
    }

    @Override
    public FoldedRooms onEntityBanned(EntityFact.EntityBanned fact) {
        entity(fact.entity()).ban();
        return this;
    }

    @Override
    public FoldedRooms onPriorityChanged(EntityFact.PriorityChanged fact) {
        entity(fact.entity()).priority(fact.priority());
        return this;
    }

    @Override
    public FoldedRooms onEnginesChanged(EntityFact.EnginesChanged fact) {
        check(!fact.rings().isEmpty(), "the entity may use no ring");
        fact.rings().forEach(this::ring);
        entity(fact.entity()).engines(fact.rings());
        return this;
    }

    @Override
    public FoldedRooms onSync(SyncFact fact) {
        syncs.at(fact.time());
        try {
            return fact.visit(this);
        } catch (Refusal refused) {
            throw new IllegalStateException(refused.reason(), refused);
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalStateException(outOfRange.getMessage(), outOfRange);
        }
    }

    @Override
    public FoldedRooms onSyncObjectCreated(SyncFact.SyncObjectCreated fact) {
        checkKnown(fact.client());
        syncs.table().apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncHandleOpened(SyncFact.SyncHandleOpened fact) {
        checkKnown(fact.client());
        syncs.table().apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncHandleClosed(SyncFact.SyncHandleClosed fact) {
        checkKnown(fact.client());
        syncs.closeHandle(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncSignalled(SyncFact.SyncSignalled fact) {
        checkKnown(fact.client());
        syncs.table().apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncReset(SyncFact.SyncReset fact) {
        checkKnown(fact.client());
        syncs.table().apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncAttached(SyncFact.SyncAttached fact) {
        checkKnown(fact.client());
        syncs.attach(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncTransferred(SyncFact.SyncTransferred fact) {
        checkKnown(fact.client());
        syncs.transfer(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncWaitBegan(SyncFact.SyncWaitBegan fact) {
        checkKnown(fact.client());
        syncs.begin(fact);
        return this;
    }

    @Override
    public FoldedRooms onSyncWaitEnded(SyncFact.SyncWaitEnded fact) {
        checkKnown(fact.client());
        syncs.end(fact);
        return this;
    }

    @Override
    public FoldedRooms onFencesImported(SyncFact.FencesImported fact) {
        checkKnown(fact.client());
        buffers.apply(fact);
        return this;
    }

    @Override
    public FoldedRooms onDeadlineSet(SyncFact.DeadlineSet fact) {
        check(isKnown(fact.fence()), "nobody owns fence " + fact.fence());
        return this;
    }

    private FoldedEntity owner(FenceId fence) {
        FoldedEntity known = current;
        if (known != null && known.promises(fence)) {
            return known;
        }
        FoldedEntity found = byContext.get(fence.context());
        if (found == null || !found.promises(fence)) {
            throw new IllegalStateException("no entity promises fence " + fence);
        }
        current = found;
        return found;
    }

    private FoldedEntity entity(int number) {
        FoldedEntity known = current;
        if (known != null && known.number() == number) {
            return known;
        }
        FoldedEntity found = entities.get(number);
        if (found == null) {
            throw new IllegalStateException("entity " + number + " is not open");
        }
        current = found;
        return found;
    }

    private FoldedRing ring(int number) {
        if (number < 0 || number >= rings.size()) {
            throw new IllegalStateException("there is no ring " + number);
        }
        return rings.get(number);
    }

    private void checkOpen(int client) {
        check(clients.containsKey(client), "the client is not open");
    }

    /** What a client gives up last, and what it asked for last, may be told when it is closed. */
    private void checkKnown(int client) {
        check(client >= 1 && client <= lastClient, "nobody has opened that client");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /**
     * A context that nobody of this device owns any more is over, as {@code Contexts} has it. One that no fact has told of is not,
     * as far as facts tell: it is of another device, or of a timeline whose owner has not heard of it yet.
     */
    private boolean isOver(FenceId fence) {
        return isKnown(fence) && isSignalled(fence);
    }

    /** Whether a fence and all before it of its context are over: what guards a buffer is the newest of them only. */
    private boolean isPassed(FenceId fence) {
        FoldedEntity entity = byContext.get(fence.context());
        return entity == null ? isOver(fence) : entity.isPassed(fence);
    }

    @Override
    public boolean isKnown(FenceId fence) {
        return contexts.contains(fence.context());
    }

    @Override
    public boolean isSignalled(FenceId fence) {
        FoldedEntity entity = byContext.get(fence.context());
        if (entity != null) {
            return entity.isSignalled(fence);
        }
        SwSync timeline = timelines.get(fence.context());
        return timeline == null ? isKnown(fence) : timeline.timeline().isSignalled(fence.seqno());
    }
}
