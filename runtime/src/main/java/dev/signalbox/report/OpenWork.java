package dev.signalbox.report;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fold behind {@link HangReport}: what is not over, who owns which context. Every method returns this. */
final class OpenWork implements FactVisitor<OpenWork> {
    /** A job that was accepted and is not over. */
    static final class Job {
        final Fact.JobAccepted accepted;

        /** The ring it is queued on or was given to; -1 before. */
        int ring = -1;

        /** When it was given to the ring; -1 before. */
        long ran = -1;

        /** Its number on that ring. */
        long entry;

        boolean endRequested;

        /** Whether it was queued when its entity was killed: it ends when all is over that it would have waited for. */
        boolean killed;

        /** What its engine waits for; null when it does not. */
        DeviceFact.@Nullable FaultRaised stall;

        /** Since when it has taken longer than it may; -1 when it has not. */
        long hung = -1;

        /** The reset that its ring asked for last because of it; null for none, or when one has worked. */
        DeviceFact.@Nullable ResetRequested reset;

        /** Whether that one has failed. */
        boolean resetFailed;

        Job(Fact.JobAccepted accepted) {
            this.accepted = accepted;
        }

        FenceId fence() {
            return accepted.fence();
        }

        boolean isOnRing() {
            return ran >= 0;
        }
    }

    /** A queue, its jobs that are not over, and which of all its jobs are. */
    static final class Entity {
        final Fact.EntityOpened opened;
        final TreeMap<Long, Job> open = new TreeMap<>();
        final Timeline over;

        /** The newest place of which anything is known; 0 for none. */
        long newest;

        Entity(Fact.EntityOpened opened) {
            this.opened = opened;
            this.over = new Timeline(opened.context() + 1);
        }

        /** Jobs of other queues of its one ring may follow its jobs as soon as those have been given to the ring. */
        boolean staysOn(int ring) {
            return opened.rings().size() == 1 && opened.rings().get(0) == ring;
        }
    }

    /** A software timeline. */
    static final class Soft {
        final Fact.TimelineCreated created;
        long signalled;
        boolean closed;

        Soft(Fact.TimelineCreated created) {
            this.created = created;
        }

        boolean isOver(long seqno) {
            return closed || seqno <= signalled;
        }
    }

    private final Map<Integer, String> clients = new TreeMap<>();
    private final Map<Integer, Entity> entities = new TreeMap<>();
    private final Map<Long, Entity> owners = new TreeMap<>();
    private final Map<Long, Soft> timelines = new TreeMap<>();
    private final Map<Integer, String> engines = new TreeMap<>();
    private final Map<Integer, Set<FenceId>> rings = new TreeMap<>();
    private final OpenSyncs syncs = new OpenSyncs(this::isOver);
    private final OpenTroubles troubles = new OpenTroubles(this);
    private final MemoryWaits memory = new MemoryWaits();
    private boolean ended;

    /** Returns every job that is not over, by entity and age. */
    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        entities.values().forEach(entity -> jobs.addAll(entity.open.values()));
        return jobs;
    }

    /** Returns the job with this finished fence; null when there is none or it is over. */
    @Nullable Job job(FenceId finished) {
        Entity entity = owners.get(finished.context());
        return entity == null ? null : entity.open.get(finished.seqno());
    }

    /** Returns the entity whose scheduled or finished fences live on a context. */
    @Nullable Entity owner(long context) {
        return owners.get(context);
    }

    /** Returns the software timeline of a context. */
    @Nullable Soft timeline(long context) {
        return timelines.get(context);
    }

    /** Returns the sync objects and the waits for them. */
    OpenSyncs syncs() {
        return syncs;
    }

    /** Returns what programs wait for besides fences. */
    MemoryWaits memory() {
        return memory;
    }

    /** Returns every queue that was opened, by context. */
    Collection<Entity> entities() {
        return entities.values();
    }

    /** Returns every software timeline, by context. */
    Collection<Soft> timelines() {
        return timelines.values();
    }

    /** Returns whether a fence is known to have signalled; of other devices nothing is known. */
    boolean isOver(FenceId fence) {
        Entity entity = owners.get(fence.context());
        if (entity == null) {
            Soft soft = timelines.get(fence.context());
            return soft != null && soft.isOver(fence.seqno());
        }
        Job job = entity.open.get(fence.seqno());
        boolean started = fence.context() == entity.opened.context() && job != null && job.isOnRing();
        return started || entity.over.isSignalled(fence.seqno());
    }

    /** Returns the job that a ring runs, or is to run next: the oldest on it; null when it has none. */
    @Nullable FenceId firstOn(int ring) {
        Iterator<FenceId> onRing = onRing(ring).iterator();
        return onRing.hasNext() ? onRing.next() : null;
    }

    String engine(int ring) {
        return engines.getOrDefault(ring, Integer.toString(ring));
    }

    String client(int client) {
        return clients.getOrDefault(client, Integer.toString(client));
    }

    @Override
    public OpenWork onRunBegan(Fact.RunBegan fact) {
        return this;
    }

    @Override
    public OpenWork onWorkloadGiven(Fact.WorkloadGiven fact) {
        return this;
    }

    @Override
    public OpenWork onExpectationChecked(Fact.ExpectationChecked fact) {
        return this;
    }

    @Override
    public OpenWork onRunEnded(Fact.RunEnded fact) {
        ended = true;
        return this;
    }

    /** Returns whether the run is over; what comes after only clears away. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public OpenWork onDeviceOpened(Fact.DeviceOpened fact) {
        fact.engines().forEach(engine -> engines.put(engines.size(), engine.name()));
        return this;
    }

    @Override
    public OpenWork onClientOpened(Fact.ClientOpened fact) {
        clients.put(fact.client(), fact.name());
        return this;
    }

    @Override
    public OpenWork onClientClosed(Fact.ClientClosed fact) {
        return this;
    }

    @Override
    public OpenWork onEntityOpened(Fact.EntityOpened fact) {
        Entity entity = new Entity(fact);
        entities.put(fact.entity(), entity);
        owners.put(fact.context(), entity);
        owners.put(fact.context() + 1, entity);
        return this;
    }

    @Override
    public OpenWork onBufferCreated(Fact.BufferCreated fact) {
        memory.created(fact);
        return this;
    }

    @Override
    public OpenWork onBufferDestroyed(Fact.BufferDestroyed fact) {
        return this;
    }

    @Override
    public OpenWork onTimelineCreated(Fact.TimelineCreated fact) {
        timelines.put(fact.context(), new Soft(fact));
        return this;
    }

    @Override
    public OpenWork onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        Soft soft = timelines.get(fact.context());
        if (soft != null) {
            soft.signalled = Math.max(soft.signalled, fact.seqno());
        }
        return this;
    }

    @Override
    public OpenWork onTimelineClosed(Fact.TimelineClosed fact) {
        Soft soft = timelines.get(fact.context());
        if (soft != null) {
            soft.closed = true;
        }
        return this;
    }

    @Override
    public OpenWork onJobAccepted(Fact.JobAccepted fact) {
        Entity entity = entities.get(fact.entity());
        if (entity != null) {
            entity.open.put(fact.fence().seqno(), new Job(fact));
            entity.newest = Math.max(entity.newest, fact.fence().seqno());
        }
        return this;
    }

    @Override
    public OpenWork onJobRefused(Fact.JobRefused fact) {
        return over(fact.fence());
    }

    @Override
    public OpenWork onJobQueued(Fact.JobQueued fact) {
        Job job = job(fact.fence());
        if (job != null) {
            job.ring = fact.ring();
        }
        return this;
    }

    @Override
    public OpenWork onJobBlocked(Fact.JobBlocked fact) {
        return this;
    }

    @Override
    public OpenWork onJobRan(Fact.JobRan fact) {
        Job job = job(fact.fence());
        if (job != null) {
            job.ring = fact.ring();
            job.ran = fact.time();
            job.entry = fact.entry();
            onRing(fact.ring()).add(fact.fence());
        }
        return this;
    }

    @Override
    public OpenWork onJobFinished(Fact.JobFinished fact) {
        return over(fact.fence());
    }

    @Override
    public OpenWork onEndRequested(Fact.EndRequested fact) {
        Job job = job(fact.fence());
        if (job != null) {
            job.endRequested = true;
        }
        return this;
    }

    @Override
    public OpenWork onCycleBegan(Fact.CycleBegan fact) {
        return this;
    }

    @Override
    public OpenWork onCycleEnded(Fact.CycleEnded fact) {
        return this;
    }

    @Override
    public OpenWork onDevice(DeviceFact fact) {
        fact.visit(troubles);
        return this;
    }

    @Override
    public OpenWork onEntity(EntityFact fact) {
        Entity entity = entities.get(fact.entity());
        if (entity != null && fact instanceof EntityFact.EntityDrained) {
            entity.open.values().stream().filter(job -> !job.isOnRing()).forEach(job -> job.killed = true);
        }
        return this;
    }

    @Override
    public OpenWork onSync(SyncFact fact) {
        fact.visit(syncs);
        return this;
    }

    private OpenWork over(FenceId fence) {
        Entity entity = owners.get(fence.context());
        if (entity != null) {
            entity.over.signal(fence.seqno(), null);
            entity.newest = Math.max(entity.newest, fence.seqno());
            Job job = entity.open.remove(fence.seqno());
            if (job != null && job.isOnRing()) {
                onRing(job.ring).remove(fence);
            }
        }
        return this;
    }

    /** Returns the job of an entry that is on a ring; null when it is over. */
    @Nullable Job entry(int ring, long entry) {
        return onRing(ring).stream()
                .map(this::job)
                .filter(job -> job != null && job.entry == entry)
                .findFirst()
                .orElse(null);
    }

    /** Returns why a ring cannot be used any more; null when it can. */
    @Nullable String failure(int ring) {
        return troubles.failure(ring);
    }

    /** Returns the fences of the jobs on a ring, the oldest first. */
    Set<FenceId> onRing(int ring) {
        return rings.computeIfAbsent(ring, each -> new LinkedHashSet<>());
    }
}
