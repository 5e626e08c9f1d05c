package dev.signalbox.report;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.PageRange;
import dev.signalbox.event.SyncFact;
import dev.signalbox.race.AccessingJob;
import dev.signalbox.race.JobOrder;
import dev.signalbox.race.PageAccesses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fold behind {@link RaceFinder}. Every method returns this. */
final class RaceFold implements FactVisitor<RaceFold>, DeviceFact.Visitor<RaceFold> {
    private final JobOrder order = new JobOrder();
    private final PageAccesses accesses = new PageAccesses();
    private final PlacedBuffers buffers = new PlacedBuffers();
    private final FoundRaces found = new FoundRaces(this::party, buffers);
    private final Map<Integer, String> clients = new HashMap<>();
    /** Whose buffers they are. */
    private final Map<Long, Integer> owners = new HashMap<>();

    private List<Engine> engines = List.of();

    /** Whether memory may be accessed: until then jobs are not looked at. */
    private boolean awake;

    private boolean ended;

    /** How many like facts the one that is being folded stands for. */
    private int count;

    void fold(Fact fact, int alike) {
        if (!ended) {
            count = alike;
            fact.accept(this);
        }
    }

    FoundRaces found() {
        return found;
    }

    private Races.Party party(AccessingJob job) {
        String client = clients.getOrDefault(job.client(), "?");
        if (job.isHost()) {
            return new Races.Party(client, Races.HOST);
        }
        String engine = job.ring() < engines.size() ? engines.get(job.ring()).name() : "ring " + job.ring();
        return new Races.Party(client, engine);
    }

    @Override
    public RaceFold onRunBegan(Fact.RunBegan fact) {
        return this;
    }

    @Override
    public RaceFold onWorkloadGiven(Fact.WorkloadGiven fact) {
        return this;
    }

    @Override
    public RaceFold onDeviceOpened(Fact.DeviceOpened fact) {
        engines = fact.engines();
        return this;
    }

    @Override
    public RaceFold onClientOpened(Fact.ClientOpened fact) {
        clients.put(fact.client(), fact.name());
        return this;
    }

    @Override
    public RaceFold onClientClosed(Fact.ClientClosed fact) {
        order.close(fact.client());
        return this;
    }

    @Override
    public RaceFold onEntityOpened(Fact.EntityOpened fact) {
        order.open(fact.client(), fact.context(), fact.rings());
        return this;
    }

    @Override
    public RaceFold onBufferCreated(Fact.BufferCreated fact) {
        owners.put(fact.buffer(), fact.client());
        return this;
    }

    @Override
    public RaceFold onBufferDestroyed(Fact.BufferDestroyed fact) {
        owners.remove(fact.buffer());
        return this;
    }

    @Override
    public RaceFold onTimelineCreated(Fact.TimelineCreated fact) {
        order.openTimeline(fact.context());
        return this;
    }

    @Override
    public RaceFold onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        order.signal(fact.context(), fact.seqno());
        return this;
    }

    @Override
    public RaceFold onTimelineClosed(Fact.TimelineClosed fact) {
        order.closeTimeline(fact.context());
        return this;
    }

    @Override
    public RaceFold onJobAccepted(Fact.JobAccepted fact) {
        awake |= !fact.work().program().isEmpty();
        if (awake) {
            order.accept(fact.fence(), count, fact.dependencies(), fact.work().program());
        }
        return this;
    }

    @Override
    public RaceFold onJobRefused(Fact.JobRefused fact) {
        if (awake) {
            order.refuse(fact.fence());
        }
        return this;
    }

    @Override
    public RaceFold onJobQueued(Fact.JobQueued fact) {
        return this;
    }

    @Override
    public RaceFold onJobBlocked(Fact.JobBlocked fact) {
        return this;
    }

    @Override
    public RaceFold onJobRan(Fact.JobRan fact) {
        if (awake) {
            order.run(fact.fence(), count, fact.ring(), fact.entry());
        }
        return this;
    }

    @Override
    public RaceFold onJobFinished(Fact.JobFinished fact) {
        if (awake) {
            order.end(fact.fence(), count);
        }
        return this;
    }

    @Override
    public RaceFold onEndRequested(Fact.EndRequested fact) {
        return this;
    }

    @Override
    public RaceFold onCycleBegan(Fact.CycleBegan fact) {
        return this;
    }

    @Override
    public RaceFold onCycleEnded(Fact.CycleEnded fact) {
        return this;
    }

    @Override
    public RaceFold onExpectationChecked(Fact.ExpectationChecked fact) {
        return this;
    }

    @Override
    public RaceFold onRunEnded(Fact.RunEnded fact) {
        ended = true;
        return this;
    }

    @Override
    public RaceFold onEntity(EntityFact fact) {
        return this;
    }

    @Override
    public RaceFold onSync(SyncFact fact) {
        return this;
    }

    @Override
    public RaceFold onDevice(DeviceFact fact) {
        return fact.visit(this);
    }

    @Override
    public RaceFold onBufferPlaced(DeviceFact.BufferPlaced fact) {
        awake = true;
        buffers.place(fact);
        return this;
    }

    /** What was in the same place before is another matter. */
    @Override
    public RaceFold onBufferReleased(DeviceFact.BufferReleased fact) {
        PageRange pages = buffers.release(fact.buffer());
        if (pages != null) {
            accesses.forget(pages);
        }
        return this;
    }

    @Override
    public RaceFold onBufferWritten(DeviceFact.BufferWritten fact) {
        DeviceFact.BufferPlaced place = buffers.find(fact.buffer());
        if (place != null) {
            long bytes = (long) fact.data().size() * Integer.BYTES;
            AccessingJob write = order.write(
                    fact.client(),
                    owners.getOrDefault(fact.buffer(), fact.client()),
                    place.address() + fact.offset(),
                    bytes);
            long first = (place.physical() + fact.offset()) / DeviceMemory.PAGE;
            long last = (place.physical() + fact.offset() + bytes - 1) / DeviceMemory.PAGE;
            found.begin();
            access(write, List.of(new PageRange(first, last - first + 1)), true);
            accesses.sweep(order);
        }
        return this;
    }

    @Override
    public RaceFold onPagesAccessed(DeviceFact.PagesAccessed fact) {
        AccessingJob job = order.accessing(fact.ring(), fact.entry());
        if (job != null) {
            found.begin();
            access(job, fact.reads(), false);
            access(job, fact.writes(), true);
            accesses.sweep(order);
        }
        return this;
    }

    private void access(AccessingJob job, List<PageRange> ranges, boolean write) {
        for (PageRange pages : ranges) {
            accesses.access(
                    job,
                    pages,
                    write,
                    (earlier, earlierWrites, laterWrites, same) ->
                            found.add(earlier, earlierWrites, job, laterWrites, same));
        }
    }

    @Override
    public RaceFold onFaultRaised(DeviceFact.FaultRaised fact) {
        return this;
    }

    @Override
    public RaceFold onFaultResolved(DeviceFact.FaultResolved fact) {
        return this;
    }

    @Override
    public RaceFold onFailureInjected(DeviceFact.FailureInjected fact) {
        return this;
    }

    @Override
    public RaceFold onJobHung(DeviceFact.JobHung fact) {
        return this;
    }

    @Override
    public RaceFold onResetRequested(DeviceFact.ResetRequested fact) {
        return this;
    }

    @Override
    public RaceFold onRingReset(DeviceFact.RingReset fact) {
        return this;
    }

    @Override
    public RaceFold onEntityBlamed(DeviceFact.EntityBlamed fact) {
        return this;
    }

    @Override
    public RaceFold onRingFailed(DeviceFact.RingFailed fact) {
        return this;
    }
}
