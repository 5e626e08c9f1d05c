package dev.signalbox.replay;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.HeldFences;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.syncobj.SyncObject;
import dev.signalbox.syncobj.SyncTable;
import dev.signalbox.syncobj.SyncWait;
import dev.signalbox.syncobj.WaitFlags;
import dev.signalbox.syncobj.WaitOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The sync objects of one device and the waits for them, that facts are folded into. */
final class FoldedSyncs implements FenceProvider {
    /** What the facts before tell of fences. */
    interface Fences {
        /** Returns whether a fence has signalled; one of another device never has, for no fact tells of it. */
        boolean isSignalled(FenceId fence);

        /** Returns whether a fence is of this device. */
        boolean isKnown(FenceId fence);
    }

    private record Waiting(SyncFact.SyncWaitBegan began, SyncWait rule) {
        boolean hasCome() {
            WaitOutcome outcome = rule.outcome();
            return outcome != null && outcome.isFulfilled();
        }

        SyncWait.State state() {
            WaitFlags flags = new WaitFlags(began.all(), began.forSubmit(), began.available());
            return new SyncWait.State(began.waitId(), began.client(), began.points(), flags, hasCome());
        }
    }

    private final Fences known;
    private final FenceContainers containers = new FenceContainers(this::nextContainer);
    private final HeldFences held = new HeldFences(this);
    private final SyncTable table = new SyncTable(containers, held::of);
    private final Map<Long, Waiting> waits = new TreeMap<>();
    private final List<PlainFence> awaited = new ArrayList<>();
    private boolean foreign;
    private long lastContainer;
    private long now;

    FoldedSyncs(Fences known) {
        this.known = known;
    }

    private long nextContainer() {
        return --lastContainer;
    }

    /** Says at what time the next fact happened. */
    FoldedSyncs at(long time) {
        now = time;
        return this;
    }

    SyncTable table() {
        return table;
    }

    void attach(SyncFact.SyncAttached fact) {
        foreign |= !fact.fences().stream().allMatch(known::isKnown);
        table.apply(fact);
    }

    void transfer(SyncFact.SyncTransferred fact) {
        if (fact.waitId() == 0) {
            table.apply(fact);
        } else {
            table.apply(fact, sourceOf(fact));
        }
    }

    private SyncWait sourceOf(SyncFact.SyncTransferred fact) {
        SyncPointId source = new SyncPointId(fact.source(), fact.sourcePoint());
        Waiting wait = open(fact.waitId(), fact.client());
        if (!wait.began().points().equals(List.of(source)) || !wait.began().available() || !wait.hasCome()) {
            throw new IllegalStateException("wait " + fact.waitId() + " has not found a fence at " + source);
        }
        return wait.rule();
    }

    void closeHandle(SyncFact.SyncHandleClosed fact) {
        SyncObject gone = table.apply(fact);
        if (gone != null) {
            waits.values().forEach(wait -> wait.rule().gone(gone));
        }
    }

    void begin(SyncFact.SyncWaitBegan fact) {
        if (waits.containsKey(fact.waitId())) {
            throw new IllegalStateException("wait " + fact.waitId() + " is open already");
        }
        WaitFlags flags = new WaitFlags(fact.all(), fact.forSubmit(), fact.available());
        SyncWait rule = SyncWait.start(table.points(fact.points()), flags, OptionalLong.empty(), outcome -> {});
        WaitOutcome outcome = rule.outcome();
        if (outcome != null && outcome.refusal() != null) {
            throw outcome.refusal();
        }
        waits.put(fact.waitId(), new Waiting(fact, rule));
    }

    void end(SyncFact.SyncWaitEnded fact) {
        Waiting wait = open(fact.waitId(), fact.client());
        waits.remove(fact.waitId());
        check(wait, fact);
        wait.rule().cancel();
    }

    private Waiting open(long number, int client) {
        Waiting wait = waits.get(number);
        if (wait == null || wait.began().client() != client) {
            throw new IllegalStateException("wait " + number + " of client " + client + " is not open");
        }
        return wait;
    }

    private void check(Waiting wait, SyncFact.SyncWaitEnded fact) {
        Errno error = fact.error();
        int points = wait.began().points().size();
        if (error == null ? fact.index() < 0 || fact.index() >= points : fact.index() != -1) {
            throw new IllegalStateException("wait " + fact.waitId() + " for " + points + " points ends at index "
                    + fact.index() + (error == null ? "" : " with " + error.negated()));
        }
        if (error == Errno.ETIME && fact.time() < wait.began().until()) {
            throw new IllegalStateException("the time of wait " + fact.waitId() + " is not up");
        }
        if (error == null && !hasCome(wait) && !foreign) {
            throw new IllegalStateException("what wait " + fact.waitId() + " is for has not come");
        }
    }

    private boolean hasCome(Waiting wait) {
        if (!wait.hasCome()) {
            lookAround();
        }
        return wait.hasCome();
    }

    /** Looks at the fences that waits wait for, as nobody tells of them. */
    private void lookAround() {
        int before;
        do {
            List<PlainFence> looked = List.copyOf(awaited);
            before = looked.size();
            awaited.clear();
            for (PlainFence fence : looked) {
                if (!fence.isSignalled()) {
                    awaited.add(fence);
                }
            }
            containers.settle();
        } while (awaited.size() != before);
    }

    /** Whoever closes leaves the table first. */
    void checkLeft(int client) {
        boolean waiting = waits.values().stream().anyMatch(wait -> wait.began().client() == client);
        if (waiting || !table.handlesOf(client).isEmpty()) {
            throw new IllegalStateException("client " + client + " closes, but waits for sync objects or has handles");
        }
    }

    void addTo(StateBuilder state) {
        lookAround();
        state.syncObjects(table.state());
        state.syncWaits(waits.values().stream().map(Waiting::state).toList());
    }

    @Override
    public String driverName() {
        return "signalbox";
    }

    @Override
    public String timelineName(PlainFence fence) {
        return Long.toString(fence.context());
    }

    @Override
    public boolean enableSignalling(PlainFence fence) {
        awaited.add(fence);
        return true;
    }

    @Override
    public void poll(PlainFence fence) {
        if (known.isSignalled(new FenceId(fence.context(), fence.seqno()))) {
            fence.signal(now);
        }
    }
}
