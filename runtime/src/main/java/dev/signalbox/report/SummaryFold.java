package dev.signalbox.report;

import static dev.signalbox.fence.FenceRanges.NONE;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceRanges;
import dev.signalbox.fence.FenceRanges.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fold behind {@link RunSummary}: totals, and what is not over. Every method returns this. */
final class SummaryFold implements FactVisitor<SummaryFold> {
    private static final class Entity {
        final ClientFold client;
        long lastAccepted;

        Entity(ClientFold client) {
            this.client = client;
        }
    }

    private final Map<Integer, ClientFold> clients = new TreeMap<>();
    private final Map<Integer, EngineFold> engines = new TreeMap<>();
    private final Map<Integer, Entity> entities = new HashMap<>();
    private final FenceRanges acceptedAt = new FenceRanges();
    private final FenceRanges onRing = new FenceRanges();
    private final IncidentFold incidents = new IncidentFold();
    private final SortedMap<Incident.Kind, Long> happened = new TreeMap<>();
    private final List<Incident> firstIncidents = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long accepted;
    private long finished;
    private long failed;
    private long refused;
    private boolean ended;

    /** How many like facts the one that is being folded stands for. */
    private int count;

    /** What comes after the end of the run only clears away. */
    void fold(Fact fact, int alike) {
        if (ended) {
            return;
        }
        count = alike;
        first = Math.min(first, fact.time());
        last = Math.max(last, fact.time());
        fact.accept(this);
    }

    Summary summary() {
        long elapsed = first > last ? 0 : last - first;
        return new Summary(
                elapsed,
                clients.values().stream().map(client -> client.row(last)).toList(),
                engines.values().stream().map(engine -> engine.row(elapsed)).toList(),
                new Summary.Totals(accepted, finished, failed, acceptedAt.size(), refused),
                new Summary.Incidents(happened, firstIncidents));
    }

    @Override
    public SummaryFold onRunBegan(Fact.RunBegan fact) {
        return this;
    }

    @Override
    public SummaryFold onWorkloadGiven(Fact.WorkloadGiven fact) {
        return this;
    }

    @Override
    public SummaryFold onExpectationChecked(Fact.ExpectationChecked fact) {
        return this;
    }

    @Override
    public SummaryFold onRunEnded(Fact.RunEnded fact) {
        ended = true;
        return this;
    }

    @Override
    public SummaryFold onDeviceOpened(Fact.DeviceOpened fact) {
        for (int ring = 0; ring < fact.engines().size(); ring++) {
            engines.put(ring, new EngineFold(ring, fact.engines().get(ring).name()));
        }
        incidents.opened(fact);
        return this;
    }

    @Override
    public SummaryFold onClientOpened(Fact.ClientOpened fact) {
        clients.put(fact.client(), new ClientFold(fact.client(), fact.name(), fact.time()));
        return this;
    }

    @Override
    public SummaryFold onClientClosed(Fact.ClientClosed fact) {
        client(fact.client()).close(fact.time());
        return this;
    }

    @Override
    public SummaryFold onEntityOpened(Fact.EntityOpened fact) {
        entities.put(fact.entity(), new Entity(client(fact.client())));
        return this;
    }

    @Override
    public SummaryFold onBufferCreated(Fact.BufferCreated fact) {
        return this;
    }

    @Override
    public SummaryFold onBufferDestroyed(Fact.BufferDestroyed fact) {
        return this;
    }

    @Override
    public SummaryFold onTimelineCreated(Fact.TimelineCreated fact) {
        return this;
    }

    @Override
    public SummaryFold onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        return this;
    }

    @Override
    public SummaryFold onTimelineClosed(Fact.TimelineClosed fact) {
        return this;
    }

    @Override
    public SummaryFold onJobAccepted(Fact.JobAccepted fact) {
        accepted += count;
        acceptedAt.put(fact.fence(), count, fact.time());
        entity(fact.entity()).lastAccepted = fact.fence().seqno() + count - 1;
        return this;
    }

    @Override
    public SummaryFold onJobRefused(Fact.JobRefused fact) {
        refuse(entity(fact.entity()), count);
        return this;
    }

    @Override
    public SummaryFold onJobQueued(Fact.JobQueued fact) {
        return this;
    }

    @Override
    public SummaryFold onJobBlocked(Fact.JobBlocked fact) {
        return this;
    }

    @Override
    public SummaryFold onJobRan(Fact.JobRan fact) {
        if (fact.entry() > 0) {
            onRing.put(fact.fence(), count, fact.ring());
        }
        incidents.ran(fact, count);
        return this;
    }

    /**
     * A job may end twice: its entity gives it up (ran is -1), and the ring takes it off later, which only the engine's row shows.
     * One that ends without ever being accepted was a draft, dropped when its queue was closed.
     */
    @Override
    public SummaryFold onJobFinished(Fact.JobFinished fact) {
        for (int done = 0; done < count; ) {
            FenceId job = fact.fence().plus(done);
            Piece ring = fact.ran() < 0 ? new Piece(count - done, NONE) : onRing.take(job, count - done);
            Piece since = acceptedAt.take(job, ring.count());
            if (since.count() < ring.count() && ring.isKnown()) {
                onRing.put(job.plus(since.count()), ring.count() - since.count(), ring.value());
            }
            end(fact, job, ring.value(), since);
            done += since.count();
        }
        return this;
    }

    /** Ends jobs in a row that were accepted together, or not at all, and given to the same ring, or to none. */
    private void end(Fact.JobFinished fact, FenceId job, long ring, Piece since) {
        long run = ring == NONE ? -1 : engine((int) ring).end(fact.ran(), fact.time(), since.count());
        Entity entity = entity(fact.entity());
        if (since.isKnown()) {
            finish(entity.client, since.count(), fact.error() != null);
            if (run >= 0) {
                entity.client.ran(fact.ran() - since.value(), run, since.count());
            }
        } else if (job.seqno() > entity.lastAccepted) {
            refuse(entity, since.count());
        }
    }

    @Override
    public SummaryFold onEndRequested(Fact.EndRequested fact) {
        return this;
    }

    @Override
    public SummaryFold onCycleBegan(Fact.CycleBegan fact) {
        client(fact.client()).cycleBegan(fact);
        return this;
    }

    @Override
    public SummaryFold onCycleEnded(Fact.CycleEnded fact) {
        client(fact.client()).cycleEnded(fact);
        return this;
    }

    @Override
    public SummaryFold onDevice(DeviceFact fact) {
        incidents
                .of(fact)
                .filter(incident -> happened.merge(incident.kind(), 1L, Long::sum) <= Summary.Incidents.TOLD)
                .ifPresent(firstIncidents::add);
        return this;
    }

    @Override
    public SummaryFold onEntity(EntityFact fact) {
        return this;
    }

    @Override
    public SummaryFold onSync(SyncFact fact) {
        return this;
    }

    private EngineFold engine(int ring) {
        return engines.computeIfAbsent(ring, number -> new EngineFold(number, "ring " + number));
    }

    private void finish(ClientFold client, int jobs, boolean withError) {
        finished += jobs;
        failed += withError ? jobs : 0;
        client.finished(jobs, withError);
    }

    private void refuse(Entity entity, int jobs) {
        refused += jobs;
        entity.client.refused(jobs);
    }

    /** Facts of somebody whose opening was not seen are counted under a row without a name. */
    private ClientFold client(int number) {
        return clients.computeIfAbsent(number, each -> new ClientFold(each, "?", last));
    }

    private Entity entity(int number) {
        return entities.computeIfAbsent(number, each -> new Entity(client(0)));
    }
}
