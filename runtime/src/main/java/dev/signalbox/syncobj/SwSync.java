package dev.signalbox.syncobj;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.Timeline;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A timeline whose points a program signals. In the kernel: sw_sync. */
public final class SwSync {
    /** The name of the driver of all software timelines. */
    public static final String DRIVER = "sw_sync";

    /** What a timeline holds: whose it is, and up to which point it has signalled. */
    public record State(int client, long context, String name, long value) {}

    private final class Provider implements FenceProvider {
        @Override
        public String driverName() {
            return DRIVER;
        }

        @Override
        public String timelineName(PlainFence fence) {
            return name;
        }
    }

    private final int client;
    private final String name;
    private final Timeline timeline;
    private final Provider provider = new Provider();
    private final NavigableMap<Long, PlainFence> pending = new TreeMap<>();
    private boolean closed;

    /** Creates a timeline of a context, at value 0. */
    public SwSync(int client, long context, String name) {
        this.client = client;
        this.name = name;
        this.timeline = new Timeline(context);
    }

    /** Folds that the timeline has advanced. */
    public void apply(Fact.TimelineAdvanced fact) {
        if (!advanceTo(fact.seqno(), fact.time())) {
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

    /**
     * Returns the fence of a point: one that has signalled at {@code now} when the value has reached the point; otherwise the
     * same one for everybody who asks while it is pending.
     *
     * @throws Refusal EBADF when the timeline is closed
     */
    public PlainFence fence(long point, long now) {
        checkOpen();
        if (point <= timeline.floor()) {
            PlainFence reached = PlainFence.wide(provider, timeline.context(), point);
            reached.signal(now);
            return reached;
        }
        return pending.computeIfAbsent(point, seqno -> PlainFence.wide(provider, timeline.context(), seqno));
    }

    /**
     * Returns the soonest deadline that somebody has set for a fence of this timeline.
     *
     * @throws Refusal ENOENT when nobody has; EINVAL when the fence is not of this timeline
     */
    public long deadline(DmaFence fence) {
        if (!(fence instanceof PlainFence plain) || plain.context() != timeline.context()) {
            throw new Refusal(
                    Errno.EINVAL, "fence " + fence + " is not of timeline " + name, "ask the timeline it is of");
        }
        if (plain.deadline() == Long.MAX_VALUE) {
            throw new Refusal(Errno.ENOENT, "fence " + fence + " has no deadline", "set one first");
        }
        return plain.deadline();
    }

    /**
     * Signals every point up to a value, in their order; a value that was reached before changes nothing and gives false.
     *
     * @throws Refusal EBADF when the timeline is closed
     */
    public boolean advanceTo(long value, long now) {
        checkOpen();
        if (value <= timeline.floor()) {
            return false;
        }
        timeline.signalThrough(value);
        for (Map.Entry<Long, PlainFence> next = pending.firstEntry();
                next != null && next.getKey() <= value;
                next = pending.firstEntry()) {
            pending.remove(next.getKey());
            next.getValue().signal(now);
        }
        return true;
    }

    /**
     * Ends every point up to the last one that was handed out, and every pending fence, with -ENOENT.
     *
     * @throws Refusal EBADF when the timeline is closed already
     */
    public void close(long lastPoint, long now) {
        checkOpen();
        closed = true;
        for (long point = timeline.floor() + 1; point <= lastPoint; point++) {
            timeline.signal(point, Errno.ENOENT);
        }
        for (Map.Entry<Long, PlainFence> next = pending.pollFirstEntry();
                next != null;
                next = pending.pollFirstEntry()) {
            next.getValue().signal(now, Errno.ENOENT);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new Refusal(Errno.EBADF, "timeline " + name + " is closed", "open another one");
        }
    }
}
