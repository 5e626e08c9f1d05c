package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.fence.Timeline;
import dev.signalbox.fence.WaitingRoom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The owner's half of watching: who asked for which points of one of its timelines. */
final class Watchers {
    private final Timeline timeline;
    private final WaitingRoom<ActorRef<FenceSignals>> room = new WaitingRoom<>();

    Watchers(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Takes a question; what has signalled is answered at once. */
    void add(Watch watch, int ring) {
        List<FenceSignals.Point> now = new ArrayList<>();
        for (long seqno : watch.seqnos()) {
            if (timeline.isSignalled(seqno)) {
                now.add(point(seqno));
            } else {
                room.add(seqno, watch.replyTo());
            }
        }
        if (!now.isEmpty()) {
            answer(watch.replyTo(), now, ring);
        }
    }

    /** Answers everybody whose points have signalled, one message each. */
    void serve(int ring) {
        if (room.isEmpty()) {
            return;
        }
        Map<ActorRef<FenceSignals>, List<FenceSignals.Point>> due = new LinkedHashMap<>();
        room.serve(
                timeline,
                (seqno, watcher) ->
                        due.computeIfAbsent(watcher, asked -> new ArrayList<>()).add(point(seqno)));
        due.forEach((watcher, points) -> answer(watcher, points, ring));
    }

    long lowestAwaited() {
        return room.lowestAwaited();
    }

    private FenceSignals.Point point(long seqno) {
        return new FenceSignals.Point(seqno, timeline.error(seqno));
    }

    private void answer(ActorRef<FenceSignals> watcher, List<FenceSignals.Point> points, int ring) {
        watcher.tell(new FenceSignals(timeline.context(), timeline.floor(), points, ring));
    }
}
