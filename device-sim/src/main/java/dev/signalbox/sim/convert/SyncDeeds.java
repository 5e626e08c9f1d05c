package dev.signalbox.sim.convert;

import static dev.signalbox.sim.convert.ClientDraft.NOWHERE;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.SyncObjectPlan;
import dev.signalbox.sim.workload.scenario.SyncStep;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does again what programs did with sync objects, sync files and fences. */
final class SyncDeeds implements SyncFact.Visitor<Boolean> {
    /** The longest time that a scenario can write. */
    private static final long LONGEST_NANOS = 1_000_000_000_000_000L;

    private final RunLog log;
    private final Cast cast;
    private final Batches batches;
    private final Handles handles;
    private final LeftOut leftOut;
    private final Map<Long, String> waits = new HashMap<>();
    private int files;
    private long nanos;

    SyncDeeds(RunLog log, Cast cast, Batches batches, Handles handles, LeftOut leftOut) {
        this.log = log;
        this.cast = cast;
        this.batches = batches;
        this.handles = handles;
        this.leftOut = leftOut;
    }

    /** Adds the steps for a fact; what cannot be said is counted. */
    void again(SyncFact fact, long at) {
        nanos = at;
        fact.visit(this);
    }

    @Override
    public Boolean onSyncObjectCreated(SyncFact.SyncObjectCreated fact) {
        String name = handles.open(fact.client(), fact.object());
        SyncObjectPlan plan = new SyncObjectPlan(name, ScenarioNames.printable(fact.name()), fact.signalled(), NOWHERE);
        return add(fact.client(), new SyncStep.Create(plan, NOWHERE));
    }

    @Override
    public Boolean onSyncHandleOpened(SyncFact.SyncHandleOpened fact) {
        Ref from = handles.ofAnybody(fact.object());
        if (from == null) {
            return missing("handle of a sync object");
        }
        String name = handles.open(fact.client(), fact.object());
        return add(fact.client(), new SyncStep.Open(name, from, null, NOWHERE));
    }

    @Override
    public Boolean onSyncHandleClosed(SyncFact.SyncHandleClosed fact) {
        Ref closed = handles.close(fact.client(), fact.object());
        return closed != null && add(fact.client(), new SyncStep.CloseHandle(List.of(closed), NOWHERE));
    }

    @Override
    public Boolean onSyncSignalled(SyncFact.SyncSignalled fact) {
        return signal(fact.client(), new SyncPointId(fact.object(), fact.point()));
    }

    private boolean signal(int client, SyncPointId id) {
        Ref point = handles.point(client, id);
        return point == null
                ? missing("signal of a sync object")
                : add(client, new ScenarioStep.Signal(point, NOWHERE));
    }

    @Override
    public Boolean onSyncReset(SyncFact.SyncReset fact) {
        Ref object = handles.point(fact.client(), new SyncPointId(fact.object(), 0));
        return object == null
                ? missing("reset of a sync object")
                : add(fact.client(), new SyncStep.Reset(List.of(object), null, NOWHERE));
    }

    /** A file without fences is as good as a signal. */
    @Override
    public Boolean onSyncAttached(SyncFact.SyncAttached fact) {
        SyncPointId id = new SyncPointId(fact.object(), fact.point());
        if (fact.fences().isEmpty()) {
            return signal(fact.client(), id);
        }
        Ref point = handles.point(fact.client(), id);
        Ref file = point == null ? null : file(fact.client(), fact.fences());
        return (point == null || file == null)
                ? missing("import into a sync object")
                : add(fact.client(), new SyncStep.ImportPoint(file, point, null, NOWHERE));
    }

    @Override
    public Boolean onSyncTransferred(SyncFact.SyncTransferred fact) {
        Ref source = handles.point(fact.client(), new SyncPointId(fact.source(), fact.sourcePoint()));
        Ref target = handles.point(fact.client(), new SyncPointId(fact.target(), fact.targetPoint()));
        return (source == null || target == null)
                ? missing("transfer between sync objects")
                : add(fact.client(), new SyncStep.Transfer(source, target, null, SyncStep.Wanted.NOTHING, NOWHERE));
    }

    /** It holds its program up no more than it is known to have. */
    @Override
    public Boolean onSyncWaitBegan(SyncFact.SyncWaitBegan fact) {
        List<Ref> points = new ArrayList<>();
        fact.points().forEach(id -> {
            Ref point = handles.point(fact.client(), id);
            if (point != null) {
                points.add(point);
            }
        });
        if (points.size() < fact.points().size()) {
            return missing("wait for sync objects");
        }
        String name = cast.client(fact.client()).syncName("w" + fact.waitId());
        waits.put(fact.waitId(), name);
        return add(
                fact.client(),
                new SyncStep.WaitPoints(
                        points,
                        !fact.all(),
                        fact.forSubmit(),
                        fact.available(),
                        null,
                        timeout(fact),
                        name,
                        SyncStep.Wanted.NOTHING,
                        NOWHERE));
    }

    private static @Nullable Long timeout(SyncFact.SyncWaitBegan fact) {
        return fact.until() == Long.MAX_VALUE ? null : Math.min(LONGEST_NANOS, Math.max(0, fact.until() - fact.time()));
    }

    /** The client stays for as long as it waited. */
    @Override
    public Boolean onSyncWaitEnded(SyncFact.SyncWaitEnded fact) {
        String name = waits.get(fact.waitId());
        Ref wait = new Ref(null, String.valueOf(name), 0, NOWHERE);
        return name != null && add(fact.client(), new ScenarioStep.Wait(List.of(wait), false, 0L, null, null, NOWHERE));
    }

    @Override
    public Boolean onFencesImported(SyncFact.FencesImported fact) {
        ClientDraft client = cast.client(fact.client());
        ClientDraft owner = cast.ofBuffer(fact.buffer());
        Ref file = owner.isClosed() ? null : file(fact.client(), fact.fences());
        if (file == null) {
            return missing("import into a buffer");
        }
        if (owner != client) {
            owner.neededBy(new Ref(client.name(), file.name(), 0, NOWHERE));
        }
        Use buffer = cast.buffer(fact.buffer(), fact.write(), client);
        return add(fact.client(), new SyncStep.ImportBuffer(file, buffer, NOWHERE));
    }

    @Override
    public Boolean onDeadlineSet(SyncFact.DeadlineSet fact) {
        ClientDraft client = batches.ofFence(fact.fence());
        Ref on = client == null ? null : batches.known(fact.fence(), client);
        long deadline = Math.max(0, log.nanos(fact.deadline()));
        if (client == null || on == null || deadline > LONGEST_NANOS) {
            return missing("deadline of a fence");
        }
        client.at(nanos, new SyncStep.SetDeadline(deadline, on, NOWHERE));
        return true;
    }

    /** Makes a sync file of fences for a client; null when it is closed, or one of them has no name. */
    private @Nullable Ref file(int number, List<FenceId> fences) {
        ClientDraft client = cast.client(number);
        if (client.isClosed() || fences.isEmpty()) {
            return null;
        }
        String name = client.syncName("f" + ++files);
        List<Ref> of = batches.refs(fences, client, new Ref(client.name(), name, 0, NOWHERE));
        if (of.size() < fences.size()) {
            return null;
        }
        client.at(nanos, new SyncStep.MakeFile(name, of, null, null, NOWHERE));
        return new Ref(null, name, 0, NOWHERE);
    }

    private boolean add(int client, ScenarioStep step) {
        cast.client(client).at(nanos, step);
        return true;
    }

    private boolean missing(String what) {
        leftOut.add(what);
        return false;
    }
}
