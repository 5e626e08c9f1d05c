package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceChain;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Fences and sync objects of one test. */
final class SyncBench implements FenceProvider {
    private long contexts;
    final FenceContainers containers = new FenceContainers(() -> ++contexts);

    @Override
    public String driverName() {
        return "bench";
    }

    @Override
    public String timelineName(PlainFence fence) {
        return "line";
    }

    /** Returns a pending fence of a context of its own. */
    PlainFence fence() {
        return PlainFence.wide(this, ++contexts, 1);
    }

    SwSync timeline() {
        return new SwSync(1, ++contexts, "frames");
    }

    SyncObject empty() {
        return new SyncObject(containers);
    }

    SyncObject holding(DmaFence fence) {
        SyncObject object = empty();
        object.replace(fence);
        return object;
    }

    SyncObject pending() {
        return holding(fence());
    }

    SyncObject signalled() {
        SyncObject object = empty();
        object.signal(1);
        return object;
    }

    /** Returns an object of the named state: empty, pending or signalled. */
    SyncObject in(String state) {
        return switch (state) {
            case "empty" -> empty();
            case "pending" -> pending();
            case "signalled" -> signalled();
            default -> throw new IllegalArgumentException(state);
        };
    }

    /** Returns an object whose point 1 is in the named state. */
    SyncObject pointIn(String state) {
        SyncObject object = empty();
        if (state.equals("pending")) {
            object.addPoint(fence(), 1);
        } else if (state.equals("signalled")) {
            object.signalPoint(1, 1);
        }
        return object;
    }

    /** Adds points with pending fences; returns the fences. */
    List<PlainFence> submit(SyncObject object, long... points) {
        List<PlainFence> fences = new ArrayList<>();
        for (long point : points) {
            PlainFence fence = fence();
            object.addPoint(fence, point);
            fences.add(fence);
        }
        return fences;
    }

    void signal(PlainFence fence) {
        fence.signal(1);
        containers.settle();
    }

    SyncWait start(WaitFlags flags, SyncPoint... points) {
        return SyncWait.start(List.of(points), flags, OptionalLong.empty(), outcome -> {});
    }

    /** Returns what a wait that may not last ends with: 0 or an error. */
    String poll(WaitFlags flags, List<SyncPoint> points) {
        SyncWait wait = SyncWait.start(points, flags, OptionalLong.empty(), outcome -> {});
        wait.expire();
        return words(wait);
    }

    String poll(WaitFlags flags, SyncPoint... points) {
        return poll(flags, List.of(points));
    }

    /** Returns what came of a wait that is settled. */
    static WaitOutcome outcome(SyncWait wait) {
        return Objects.requireNonNull(wait.outcome(), "the wait is not settled");
    }

    /** Returns the newest node of a timeline. */
    static FenceChain newest(SyncObject object) {
        return (FenceChain) Objects.requireNonNull(object.content(), "the object holds nothing");
    }

    /** Returns what a wait ended with: 0, an error, or "waits". */
    static String words(SyncWait wait) {
        WaitOutcome outcome = wait.outcome();
        if (outcome == null) {
            return "waits";
        }
        return outcome.refusal() == null ? "0" : outcome.refusal().errno().negated();
    }

    static SyncPoint whole(SyncObject object) {
        return SyncPoint.binary(object);
    }
}
