package dev.signalbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A wait for points of sync objects: which, for how long, and what counts as done. In the kernel: the arguments of the
 * syncobj wait ioctls.
 *
 * @param all whether for all of them
 * @param forSubmit whether points that are not there yet are waited for, instead of refused with EINVAL
 * @param available whether it is enough that the points are there
 * @param patience how long to wait; empty for as long as it takes
 * @param deadline by when, in nanoseconds on the device's clock, the fences should signal; a hint
 */
public record PointWait(
        List<SyncPoint> points,
        boolean all,
        boolean forSubmit,
        boolean available,
        Optional<Duration> patience,
        OptionalLong deadline) {
    /** Copies the list. */
    public PointWait {
        points = List.copyOf(points);
    }

    /** A wait for the first of some points. */
    public static PointWait forAny(SyncPoint... points) {
        return new PointWait(List.of(points), false, false, false, Optional.empty(), OptionalLong.empty());
    }

    /** A wait for all of some points. */
    public static PointWait forAll(SyncPoint... points) {
        return new PointWait(List.of(points), true, false, false, Optional.empty(), OptionalLong.empty());
    }

    /** Returns the same, which also waits for points that are not there yet. */
    public PointWait whenSubmitted() {
        return new PointWait(points, all, true, available, patience, deadline);
    }

    /** Returns the same, for which it is enough that the points are there. */
    public PointWait whenAvailable() {
        return new PointWait(points, all, forSubmit, true, patience, deadline);
    }

    /** Returns the same, which gives up with ETIME after a while; zero looks once. */
    public PointWait within(Duration longest) {
        return new PointWait(points, all, forSubmit, available, Optional.of(longest), deadline);
    }

    /** Returns the same with a hint by when the fences should signal, in nanoseconds on the device's clock. */
    public PointWait deadline(long nanos) {
        return new PointWait(points, all, forSubmit, available, patience, OptionalLong.of(nanos));
    }
}
