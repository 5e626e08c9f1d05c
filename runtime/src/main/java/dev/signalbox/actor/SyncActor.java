package dev.signalbox.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.SyncCommand.Advance;
import dev.signalbox.actor.SyncCommand.CloseTimeline;
import dev.signalbox.actor.SyncCommand.CreateTimeline;
import dev.signalbox.event.Fact;
import dev.signalbox.syncobj.SwSync;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of sync objects of a device: owns the timelines that programs signal themselves.
 *
 * <p>{@code client -> table: CreateTimeline, Advance, CloseTimeline. anybody -> table: Watch; table -> watcher: FenceSignals.}
 */
public final class SyncActor extends Shell<SyncCommand> implements SyncCommand.Handler {
    private record Owned(ContextSlot slot, SwSync software, Watchers watchers) {}

    private final Board board;
    private final Map<Long, Owned> timelines = new HashMap<>();

    private SyncActor(Board board) {
        this.board = board;
    }

    /** Creates the behaviour of an empty table. */
    public static Behavior<SyncCommand> create(Board board) {
        return Behaviors.setup(context -> new SyncActor(board));
    }

    @Override
    void handle(SyncCommand message) {
        message.accept(this);
    }

    @Override
    public void onCreateTimeline(CreateTimeline create) {
        long context = create.slot().context();
        SwSync software = new SwSync(create.client(), context, create.name());
        timelines.put(context, new Owned(create.slot(), software, new Watchers(software.timeline())));
        board.facts().report(new Fact.TimelineCreated(board.now(), create.client(), context, create.name()));
    }

    @Override
    public void onAdvance(Advance advance) {
        Owned owned = timelines.get(advance.context());
        if (owned != null && owned.software().advanceTo(advance.seqno(), board.now())) {
            board.facts().report(new Fact.TimelineAdvanced(board.now(), advance.context(), advance.seqno()));
            board.publish(owned.slot(), owned.software().timeline());
            owned.watchers().serve(-1);
        }
    }

    @Override
    public void onCloseTimeline(CloseTimeline close) {
        Owned owned = timelines.remove(close.context());
        if (owned != null) {
            closeOne(owned, close.last());
        }
    }

    @Override
    public void onWatch(Watch watch) {
        Owned owned = timelines.get(watch.context());
        if (owned != null) {
            owned.watchers().add(watch, -1);
        } else {
            watch.replyTo().tell(new FenceSignals(watch.context(), Long.MAX_VALUE, gone(watch), -1));
        }
    }

    @Override
    public void onInspect(Inspect inspect) {
        List<SwSync.State> held = timelines.values().stream()
                .map(owned -> owned.software().state())
                .toList();
        inspect.answer(state -> state.timelines(held));
    }

    private void closeOne(Owned owned, long last) {
        owned.software().close(last, board.now());
        board.facts().report(new Fact.TimelineClosed(board.now(), owned.slot().context()));
        board.publishLast(owned.slot(), owned.software().timeline());
        owned.watchers().serve(-1);
    }

    private static List<FenceSignals.Point> gone(Watch watch) {
        return watch.seqnos().stream()
                .map(seqno -> new FenceSignals.Point(seqno, dev.signalbox.fence.Errno.ENOENT))
                .toList();
    }
}
