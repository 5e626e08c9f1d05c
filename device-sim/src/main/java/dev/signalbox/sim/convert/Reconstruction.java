package dev.signalbox.sim.convert;

import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes clients of a scenario that do again what a program did. */
public final class Reconstruction {
    private final RunLog log;
    private final Cast cast;
    private final Batches batches;
    private final boolean spread;
    private final SyncDeeds syncs;
    private final LeftOut leftOut = new LeftOut();
    private final Map<Long, Long> signalled = new HashMap<>();
    private final Map<Long, Long> named = new TreeMap<>();
    private long now;
    private long last = -1;

    private Reconstruction(RunLog log, int mostJobs, boolean spread) {
        this.log = log;
        this.cast = new Cast(log);
        this.spread = spread;
        Handles handles = new Handles(cast);
        this.batches = new Batches(log, cast, handles, leftOut, mostJobs);
        this.syncs = new SyncDeeds(log, cast, batches, handles, leftOut);
    }

    /**
     * Returns the clients.
     *
     * @param mostJobs how many jobs a submission may carry
     * @param spread whether what different queues did at one time is put one nanosecond apart, so that its order is kept
     */
    public static Rebuilt of(RunLog log, int mostJobs, boolean spread) {
        Reconstruction again = new Reconstruction(log, mostJobs, spread);
        List<ClientPlan> clients = again.clients();
        log.hardware().leaveOut(again.leftOut);
        return new Rebuilt(clients, again.leftOut.sentence());
    }

    /**
     * What came of it.
     *
     * @param leftOut a sentence about what these clients do not do again; empty when that is nothing
     */
    public record Rebuilt(List<ClientPlan> clients, String leftOut) {
        /** Copies the list. */
        public Rebuilt {
            clients = List.copyOf(clients);
        }
    }

    private List<ClientPlan> clients() {
        for (SeenJob job : log.jobs().values()) {
            job.named().stream()
                    .filter(fence -> cast.hasTimeline(fence.context()))
                    .forEach(point -> named.merge(point.context(), point.seqno(), Math::max));
        }
        for (Deed deed : log.deeds()) {
            deed.named().stream()
                    .filter(fence -> cast.hasTimeline(fence.context()))
                    .forEach(point -> named.merge(point.context(), point.seqno(), Math::max));
        }
        DeedOrder.of(log).forEach(this::again);
        batches.flush();
        named.forEach(this::staysPending);
        return cast.all().stream().map(ClientDraft::plan).toList();
    }

    private void again(Deed deed) {
        long nanos = time(deed);
        if (DeedOrder.isSubmission(deed)) {
            batches.submit(deed, nanos);
            return;
        }
        batches.flush();
        SyncFact sync = deed.sync();
        if (sync != null) {
            syncs.again(sync, nanos);
            return;
        }
        FenceId fence = deed.fence();
        switch (deed.kind()) {
            case SIGNALLED -> signal(fence, nanos);
            case TIMELINE_CLOSED -> close(fence.context(), nanos);
            case END_ASKED -> batches.end(fence, nanos);
            default ->
                cast.client((int) fence.context()).at(nanos, new ScenarioStep.Close(0, true, ClientDraft.NOWHERE));
        }
    }

    private long time(Deed deed) {
        long of = DeedOrder.isSubmission(deed)
                ? deed.fence().context()
                : -deed.fence().context();
        boolean steps = spread && deed.nanos() <= now && of != last;
        now = steps ? now + 1 : Math.max(now, deed.nanos());
        last = of;
        return now;
    }

    private void signal(FenceId point, long nanos) {
        ClientDraft owner = cast.ofTimeline(point.context());
        owner.at(nanos, new ScenarioStep.Signal(cast.point(point, owner), ClientDraft.NOWHERE));
        signalled.merge(point.context(), point.seqno(), Math::max);
    }

    /** Closing a timeline lets jobs that wait for its points go on, as signalling does. */
    private void close(long context, long nanos) {
        Long highest = named.get(context);
        if (highest != null && highest > signalled.getOrDefault(context, 0L)) {
            signal(new FenceId(context, highest), nanos);
        }
    }

    /** A client whose point is pending when the facts end must not go, for that would signal it. */
    private void staysPending(long context, long highest) {
        if (highest > signalled.getOrDefault(context, 0L)) {
            ClientDraft owner = cast.ofTimeline(context);
            Ref point = cast.point(new FenceId(context, highest), owner);
            owner.atLast(new ScenarioStep.Wait(List.of(point), false, null, null, null, ClientDraft.NOWHERE));
        }
    }
}
