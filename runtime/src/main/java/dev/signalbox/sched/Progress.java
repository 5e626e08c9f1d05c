package dev.signalbox.sched;

import dev.signalbox.fence.Timeline;
import dev.signalbox.fence.WaitingRoom;

/** Which jobs of an entity have been given to its ring, and whose heads wait for that. */
record Progress(Timeline scheduled, WaitingRoom<RunEntity> waiting) {
    Progress(long scheduledContext) {
        this(new Timeline(scheduledContext), new WaitingRoom<>());
    }
}
