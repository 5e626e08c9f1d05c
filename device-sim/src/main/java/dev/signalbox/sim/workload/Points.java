package dev.signalbox.sim.workload;

import dev.signalbox.Fence;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A timeline and the points that were made on it; clients may name points of each other. */
final class Points {
    private final SoftwareTimeline timeline;
    private final List<Fence> points = new ArrayList<>();

    Points(SoftwareTimeline timeline) {
        this.timeline = timeline;
    }

    /** Makes the next point. */
    synchronized Fence next() {
        Fence point = timeline.fence();
        points.add(point);
        return point;
    }

    /** Returns a point by its number, from 1; it and those before it are made when they are not there yet. */
    synchronized Fence point(int number) {
        while (points.size() < number) {
            next();
        }
        return points.get(number - 1);
    }

    /** Returns the fence of a point by its number, from 1; null when it was not made. */
    synchronized @Nullable FenceId made(int number) {
        return number > points.size() ? null : points.get(number - 1).id();
    }

    /** Signals a point and all before it. */
    void signal(Fence point) {
        timeline.signal(point);
    }

    /** Signals every point that was made. */
    void signalAll() {
        timeline.signalAll();
    }
}
