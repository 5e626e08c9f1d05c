package dev.signalbox.syncobj;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Timeline;

/** A timeline whose points a program signals. In the kernel: sw_sync. */
public final class SwSync {
    private final Timeline timeline;

    /** Creates a timeline of a context, at value 0. */
    public SwSync(long context) {
        this.timeline = new Timeline(context);
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
