package dev.signalbox.actor;

import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.syncobj.SwSync;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The software timelines of a device, as the table owns them: their points, what they publish, and who watches them. */
final class Timelines {
    private record Owned(ContextSlot slot, SwSync software, Watchers watchers) {}

    private final Board board;
    private final Map<Long, Owned> timelines = new TreeMap<>();

    Timelines(Board board) {
        this.board = board;
    }

    void create(SyncCommand.CreateTimeline create) {
        ContextSlot slot = create.slot();
        SwSync software = new SwSync(create.client(), slot.context(), create.name());
        timelines.put(slot.context(), new Owned(slot, software, new Watchers(software.timeline())));
        board.facts()
                .report(new Fact.TimelineCreated(
                        board.now(), create.client(), slot.context(), create.name(), slot.isUser()));
    }

    void advance(long context, long seqno) {
        Owned owned = timelines.get(context);
        if (owned != null && owned.software().advanceTo(seqno, board.now())) {
            board.facts().report(new Fact.TimelineAdvanced(board.now(), context, seqno));
            board.publish(owned.slot(), owned.software().timeline());
            owned.watchers().serve(-1);
        }
    }

    void close(long context, long last) {
        Owned owned = timelines.remove(context);
        if (owned != null) {
            owned.software().close(last, board.now());
            end(owned);
        }
    }

    /** Ends all of them; what is pending ends with -EIO, as their final state shows. */
    void abandon() {
        timelines.values().forEach(this::end);
        timelines.clear();
    }

    void watch(Watch watch) {
        Owned owned = timelines.get(watch.context());
        if (owned != null) {
            owned.watchers().add(watch, -1);
        } else {
            watch.replyTo().tell(new FenceSignals(watch.context(), Long.MAX_VALUE, gone(watch), -1));
        }
    }

    void setDeadline(SetDeadline set) {
        Owned owned = timelines.get(set.context());
        if (owned != null) {
            PlainFence fence = owned.software().fence(set.seqno(), board.now());
            if (set.deadline() < fence.deadline() && !fence.isSignalled()) {
                FenceId id = new FenceId(set.context(), set.seqno());
                board.facts().report(new SyncFact.DeadlineSet(board.now(), id, set.deadline()));
                fence.setDeadline(set.deadline());
            }
        }
    }

    /** Returns the object that stands for a point of a timeline here; null when there is no such timeline. */
    @Nullable PlainFence find(FenceId fence) {
        Owned owned = timelines.get(fence.context());
        return owned == null ? null : owned.software().fence(fence.seqno(), board.now());
    }

    List<SwSync.State> state() {
        return timelines.values().stream()
                .map(owned -> owned.software().state())
                .toList();
    }

    private void end(Owned owned) {
        board.facts().report(new Fact.TimelineClosed(board.now(), owned.slot().context()));
        board.publishLast(owned.slot(), owned.software().timeline());
        owned.watchers().serve(-1);
    }

    private static List<FenceSignals.Point> gone(Watch watch) {
        return watch.seqnos().stream()
                .map(seqno -> new FenceSignals.Point(seqno, Errno.ENOENT))
                .toList();
    }
}
