package dev.signalbox.report.timeline;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Priority;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.IncidentFold;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows every job of one device from acceptance to its end: report all facts, from the first on. Remembers queues, rings and
 * jobs that are not over.
 */
public final class JobFold implements Facts {
    private static final class Entity {
        final QueueLane lane;
        final Slots slots = new Slots();
        long lastAccepted;

        Entity(QueueLane lane) {
            this.lane = lane;
        }
    }

    private final JobListener listener;
    private final Visitor visitor = new Visitor();
    private final Map<Integer, Entity> entities = new TreeMap<>();
    private final Map<Integer, RingLane> rings = new TreeMap<>();
    private final Map<Integer, Map<Long, Long>> cycles = new TreeMap<>();
    private final Map<FenceId, JobSpan> open = new LinkedHashMap<>();
    private final IncidentFold incidents = new IncidentFold();
    private int accepted;
    private boolean ended;

    /** Creates a fold that has seen nothing yet. */
    public JobFold(JobListener listener) {
        this.listener = listener;
    }

    /** What comes after the end of the run only clears away. */
    @Override
    public void report(Fact fact) {
        if (!ended) {
            fact.accept(visitor);
        }
    }

    /** Returns the jobs that are not over or have not left their ring, in the order of acceptance. */
    public List<JobSpan> open() {
        return List.copyOf(open.values());
    }

    /** Returns how many places the jobs of a queue took, so that no two stood in one at the same time. */
    public int slots(QueueLane queue) {
        return entity(queue.entity()).slots.count();
    }

    private void open(QueueLane lane) {
        entities.put(lane.entity(), new Entity(lane));
        listener.onQueue(lane);
    }

    private void accept(Fact.JobAccepted fact) {
        Entity entity = entity(fact.entity());
        entity.lastAccepted = fact.fence().seqno();
        JobSpan job = new JobSpan(accepted++, entity.lane, fact, entity.slots.take(fact.time()));
        open.put(fact.fence(), job);
        listener.onAccepted(job);
    }

    private void queue(Fact.JobQueued fact) {
        JobSpan job = open.get(fact.fence());
        if (job != null) {
            RingLane ring = ring(fact.ring());
            job.queued(fact.ring(), fact.time());
            ring.queue();
            listener.onDepth(ring.number(), fact.time(), ring.depth());
        }
    }

    private void give(Fact.JobRan fact) {
        JobSpan job = open.get(fact.fence());
        if (job != null && fact.entry() > 0) {
            RingLane ring = ring(fact.ring());
            unqueue(job, fact.time());
            job.given(fact.ring(), fact.time());
            ring.give(job, fact.creditsInFlight());
            listener.onCredits(ring.number(), fact.time(), ring.credits());
        }
    }

    /** A job may end twice: its entity gives it up, and the ring takes it off later. The first time is its end. */
    private void finish(Fact.JobFinished fact) {
        JobSpan job = open.get(fact.fence());
        if (job == null) {
            if (fact.fence().seqno() > entity(fact.entity()).lastAccepted) {
                listener.onDropped(fact.fence());
            }
            return;
        }
        if (job.end() == JobSpan.NEVER) {
            job.end(fact.time(), fact.error());
            entity(fact.entity()).slots.free(job.slot(), fact.time());
        }
        boolean onRing = job.given() != JobSpan.NEVER;
        if (onRing && fact.ran() != JobSpan.NEVER) {
            RingLane ring = ring(job.ring());
            ring.leave(job, fact.time());
            listener.onCredits(ring.number(), fact.time(), ring.credits());
        } else if (!onRing) {
            unqueue(job, fact.time());
        }
        if (!onRing || job.left() != JobSpan.NEVER) {
            open.remove(fact.fence());
            listener.onOver(job);
        }
    }

    /** Its jobs stand nowhere any more, and end when what they would have waited for is over. */
    private void drain(EntityFact.EntityDrained fact) {
        for (JobSpan job : open.values()) {
            if (job.queue().entity() == fact.entity() && job.isQueued()) {
                unqueue(job, fact.time());
                job.drained();
            }
        }
    }

    private void unqueue(JobSpan job, long time) {
        if (job.isQueued()) {
            RingLane ring = ring(job.ring());
            ring.unqueue();
            listener.onDepth(ring.number(), time, ring.depth());
        }
    }

    private void endCycle(Fact.CycleEnded fact) {
        Map<Long, Long> begun = cycles.getOrDefault(fact.client(), Map.of());
        Long began = begun.isEmpty() ? null : begun.remove(fact.cycle());
        if (began != null) {
            listener.onCycle(new CycleSpan(fact.client(), fact.cycle(), began, fact.time(), fact.missed()));
        }
    }

    private RingLane ring(int number) {
        return rings.computeIfAbsent(number, each -> new RingLane(each, Integer.MAX_VALUE));
    }

    /** Jobs of a queue whose opening was not seen stand in one without a name. */
    private Entity entity(int number) {
        return entities.computeIfAbsent(number, each -> new Entity(new QueueLane(each, 0, -1, "?", Priority.NORMAL)));
    }

    /** What each kind of fact means here; every method returns this. */
    private final class Visitor implements FactVisitor<Visitor> {
        @Override
        public Visitor onRunBegan(Fact.RunBegan fact) {
            listener.onRunBegan(fact);
            return this;
        }

        @Override
        public Visitor onWorkloadGiven(Fact.WorkloadGiven fact) {
            listener.onWorkload(fact);
            return this;
        }

        @Override
        public Visitor onExpectationChecked(Fact.ExpectationChecked fact) {
            listener.onExpectation(fact);
            return this;
        }

        @Override
        public Visitor onRunEnded(Fact.RunEnded fact) {
            ended = true;
            listener.onRunEnded(fact);
            return this;
        }

        @Override
        public Visitor onDeviceOpened(Fact.DeviceOpened fact) {
            for (int ring = 0; ring < fact.engines().size(); ring++) {
                rings.put(ring, new RingLane(ring, fact.engines().get(ring).credits()));
            }
            incidents.opened(fact);
            listener.onDevice(fact);
            return this;
        }

        @Override
        public Visitor onClientOpened(Fact.ClientOpened fact) {
            listener.onClient(fact);
            return this;
        }

        @Override
        public Visitor onClientClosed(Fact.ClientClosed fact) {
            return this;
        }

        @Override
        public Visitor onEntityOpened(Fact.EntityOpened fact) {
            open(new QueueLane(fact.entity(), fact.client(), fact.context(), fact.name(), fact.priority()));
            return this;
        }

        @Override
        public Visitor onBufferCreated(Fact.BufferCreated fact) {
            return this;
        }

        @Override
        public Visitor onBufferDestroyed(Fact.BufferDestroyed fact) {
            return this;
        }

        @Override
        public Visitor onTimelineCreated(Fact.TimelineCreated fact) {
            return this;
        }

        @Override
        public Visitor onTimelineAdvanced(Fact.TimelineAdvanced fact) {
            return this;
        }

        @Override
        public Visitor onTimelineClosed(Fact.TimelineClosed fact) {
            return this;
        }

        @Override
        public Visitor onJobAccepted(Fact.JobAccepted fact) {
            accept(fact);
            return this;
        }

        @Override
        public Visitor onJobRefused(Fact.JobRefused fact) {
            listener.onDropped(fact.fence());
            return this;
        }

        @Override
        public Visitor onJobQueued(Fact.JobQueued fact) {
            queue(fact);
            return this;
        }

        @Override
        public Visitor onJobBlocked(Fact.JobBlocked fact) {
            return this;
        }

        @Override
        public Visitor onJobRan(Fact.JobRan fact) {
            incidents.ran(fact, 1);
            give(fact);
            return this;
        }

        @Override
        public Visitor onJobFinished(Fact.JobFinished fact) {
            finish(fact);
            return this;
        }

        @Override
        public Visitor onEndRequested(Fact.EndRequested fact) {
            return this;
        }

        @Override
        public Visitor onCycleBegan(Fact.CycleBegan fact) {
            cycles.computeIfAbsent(fact.client(), each -> new HashMap<>()).put(fact.cycle(), fact.time());
            return this;
        }

        @Override
        public Visitor onCycleEnded(Fact.CycleEnded fact) {
            endCycle(fact);
            return this;
        }

        @Override
        public Visitor onDevice(DeviceFact fact) {
            incidents.of(fact).ifPresent(listener::onIncident);
            return this;
        }

        @Override
        public Visitor onEntity(EntityFact fact) {
            if (fact instanceof EntityFact.EntityDrained drained) {
                drain(drained);
            }
            return this;
        }

        @Override
        public Visitor onSync(SyncFact fact) {
            return this;
        }
    }
}
