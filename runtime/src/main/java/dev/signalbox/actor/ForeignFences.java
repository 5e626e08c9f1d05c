package dev.signalbox.actor;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.HeldFences;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;

/**
 * The fences of other owners that an actor holds as objects: it looks at what their owners publish, and asks an owner only when
 * somebody here waits.
 */
final class ForeignFences implements FenceProvider {
    private final Board board;
    private final HeldFences held = new HeldFences(this);
    private final Watching<?> watching;
    private final List<SetDeadline> deadlines = new ArrayList<>();
    private final List<FenceId> toAsk = new ArrayList<>();

    ForeignFences(Board board, Watching<?> watching) {
        this.board = board;
        this.watching = watching;
    }

    /** Returns the one object for a fence. */
    PlainFence of(FenceId fence) {
        return held.of(fence);
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
    public void poll(PlainFence fence) {
        if (board.isSignalled(id(fence))) {
            fence.signal(board.now());
        }
    }

    @Override
    public boolean enableSignalling(PlainFence fence) {
        toAsk.add(id(fence));
        return true;
    }

    @Override
    public void deadline(PlainFence fence, long deadline) {
        deadlines.add(new SetDeadline(fence.context(), fence.seqno(), deadline));
    }

    /** Asks the owners of what somebody has begun to wait for, and passes deadlines on; returns whether there was anything to ask. */
    boolean askOwners() {
        deadlines.forEach(this::passOn);
        deadlines.clear();
        if (toAsk.isEmpty()) {
            return false;
        }
        List<FenceId> fences = List.copyOf(toAsk);
        toAsk.clear();
        watching.ask(fences, this::heard);
        return true;
    }

    private void passOn(SetDeadline set) {
        ContextSlot slot = board.contexts().find(set.context());
        if (slot != null) {
            slot.owner().tell(set);
        }
    }

    /** Takes the news of an owner. */
    void heard(FenceSignals signals) {
        signals.points().forEach(point -> held.signalled(signals.context(), point.seqno(), point.error(), board.now()));
        held.signalledThrough(signals.context(), signals.floor(), board.now());
    }

    private static FenceId id(PlainFence fence) {
        return new FenceId(fence.context(), fence.seqno());
    }
}
