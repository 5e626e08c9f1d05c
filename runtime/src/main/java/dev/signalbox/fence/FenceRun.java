package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;

/** Fences of one context next to each other: {@code count} of them from {@code first} on. */
public record FenceRun(FenceId first, int count) {
    /** Checks that there is at least one. */
    public FenceRun {
        if (count < 1) {
            throw new IllegalArgumentException("a run has at least one fence, not " + count);
        }
    }

    /** Returns the newest of them. */
    public FenceId last() {
        return first.plus(count - 1);
    }

    /** Prints {@code 3:1} or {@code 3:1..4}. */
    @Override
    public String toString() {
        return count == 1 ? first.toString() : first + ".." + last().seqno();
    }

    /** Puts fences together, in order, into as few runs as possible. */
    public static List<FenceRun> of(Iterable<FenceId> fences) {
        List<FenceRun> runs = new ArrayList<>();
        for (FenceId fence : fences) {
            int newest = runs.size() - 1;
            if (newest >= 0 && runs.get(newest).last().isFollowedBy(fence, 1)) {
                FenceRun grows = runs.get(newest);
                runs.set(newest, new FenceRun(grows.first(), grows.count() + 1));
            } else {
                runs.add(new FenceRun(fence, 1));
            }
        }
        return List.copyOf(runs);
    }
}
