package dev.signalbox.syncobj;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Timeline;

/** A timeline whose points a program signals. In the kernel: sw_sync. */
public final class SwSync {
    /** What a timeline holds: whose it is, and up to which point it has signalled. */
    public record State(int client, long context, String name, long value) {}

    private final int client;
    private final String name;
    private final Timeline timeline;

    /** Creates a timeline of a context, at value 0. */
    public SwSync(int client, long context, String name) {
        this.client = client;
        this.name = name;
        this.timeline = new Timeline(context);
    }

    /** Folds that the timeline has advanced. */
    public void apply(Fact.TimelineAdvanced fact) {
        if (!advanceTo(fact.seqno())) {
            throw new IllegalStateException(
                    "timeline " + timeline.context() + " goes back from " + timeline.floor() + " to " + fact.seqno());
        }
    }

    /** Returns what it holds. */
    public State state() {
        return new State(client, timeline.context(), name, timeline.floor());
    }

    /** Returns which points have signalled. */
    public Timeline timeline() {
        return timeline;
    }

    /** Signals every point up to a value; a value that was reached before changes nothing and gives false. */
    public boolean advanceTo(long value) {
        if (value <= timeline.floor()) {
            return false;
        }
        timeline.signalThrough(value);
        return true;
    }

    /** Ends every point up to the last one that was handed out with -ENOENT. */
    public void close(long lastPoint) {
        for (long point = timeline.floor() + 1; point <= lastPoint; point++) {
            timeline.signal(point, Errno.ENOENT);
        }
    }
}
