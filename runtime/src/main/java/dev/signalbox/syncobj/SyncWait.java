package dev.signalbox.syncobj;

import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A wait for points of sync objects. It is settled once: at once, by a fence, by what is put into an object, or by
 * {@link #expire}; then it has no questions open any more. In the kernel: drm_syncobj_array_wait_timeout.
 *
 * <p>A wait that may not last is started and expired: starting enables the signalling of what it found, so that a fence which
 * is complete but tells so only when asked is not missed.
 */
public final class SyncWait {
    /**
     * What is known of a wait that is open.
     *
     * @param number of the wait on its device
     * @param hasCome whether what it waits for has come, and nobody was told yet
     */
    public record State(long number, int client, List<SyncPointId> points, WaitFlags flags, boolean hasCome) {
        /** Copies the points. */
        public State {
            points = List.copyOf(points);
        }
    }

    private final WaitFlags flags;
    private final OptionalLong deadline;
    private final Consumer<WaitOutcome> onSettled;
    private final List<PointLatch> latches;
    private @Nullable WaitOutcome outcome;
    private boolean open = true;
    private int unfinished;

    private SyncWait(List<SyncPoint> points, WaitFlags flags, OptionalLong deadline, Consumer<WaitOutcome> onSettled) {
        this.flags = flags;
        this.deadline = deadline;
        this.onSettled = onSettled;
        this.latches = new ArrayList<>(points.size());
        points.forEach(point -> latches.add(new PointLatch(point)));
        this.unfinished = points.size();
    }

    /**
     * Starts a wait. It is refused with EINVAL when any point is not there, unless the flags say that such points are waited
     * for; a wait for no point at all is fulfilled.
     *
     * @param deadline by when the fences found should signal, a hint, in nanoseconds on the clock of the timestamps
     * @param onSettled called once, possibly before this returns; never after {@link #cancel}
     */
    public static SyncWait start(
            List<SyncPoint> points, WaitFlags flags, OptionalLong deadline, Consumer<WaitOutcome> onSettled) {
        SyncWait wait = new SyncWait(points, flags, deadline, onSettled);
        try {
            wait.look();
        } catch (Refusal missing) {
            wait.settle(WaitOutcome.refused(missing));
        }
        return wait;
    }

    /** Returns what came of it; null while it waits, and when it was cancelled. */
    public @Nullable WaitOutcome outcome() {
        return outcome;
    }

    /**
     * Returns the fence of the point that was done first, as it was found; one that has signalled at {@code now} when nothing
     * was left to wait for.
     *
     * @throws Refusal when the wait was refused
     * @throws IllegalStateException when it is not settled
     */
    DmaFence foundFence(long now) {
        if (outcome == null) {
            throw new IllegalStateException("the wait is not settled");
        }
        return latches.get(outcome.orThrow()).fence(now);
    }

    /** Ends it for want of time: ETIME, unless it is settled. */
    public void expire() {
        settle(WaitOutcome.refused(new Refusal(
                Errno.ETIME, "what was waited for has not come in time", "wait longer, or look who owes it")));
    }

    /** Ends it without an outcome; nobody is called. */
    public void cancel() {
        open = false;
        latches.forEach(PointLatch::cancel);
    }

    /**
     * Nobody can put anything into an object any more: refused with ENOENT when what it waits for can no longer come.
     *
     * @param gone an object that nobody has a handle of
     */
    public void gone(SyncObject gone) {
        latches.forEach(latch -> latch.giveUp(gone));
        boolean hopeless = flags.all()
                ? latches.stream().anyMatch(PointLatch::isHopeless)
                : latches.stream().allMatch(PointLatch::isHopeless);
        if (hopeless && !latches.isEmpty()) {
            settle(WaitOutcome.refused(new Refusal(
                    Errno.ENOENT,
                    "the sync object is gone, and with it the point",
                    "close it when nobody waits for it")));
        }
    }

    private void look() {
        for (PointLatch latch : latches) {
            if (flags.acceptsMissing()) {
                latch.tryLook();
            } else {
                latch.look();
            }
        }
        if (!settleIfDone()) {
            deadline.ifPresent(time -> latches.forEach(latch -> latch.setDeadline(time)));
            ask();
        }
    }

    private boolean isDone(PointLatch latch) {
        return flags.available() ? latch.isFound() : latch.isComplete();
    }

    private void ask() {
        int count = 0;
        for (PointLatch latch : latches) {
            latch.listen(() -> found(latch));
            count += isOver(latch) ? 1 : 0;
        }
        finished(count);
    }

    private void found(PointLatch latch) {
        finished(isOver(latch) ? 1 : 0);
    }

    /** Returns whether a point is done; asks to be called otherwise, if its fence is known. */
    private boolean isOver(PointLatch latch) {
        return isDone(latch) || (latch.isFound() && !latch.subscribe(fence -> finished(1)));
    }

    private void finished(int count) {
        unfinished -= count;
        if (count > 0 && (unfinished == 0 || !flags.all())) {
            settleIfDone();
        }
    }

    private boolean settleIfDone() {
        int first = -1;
        int done = 0;
        for (PointLatch latch : latches) {
            if (isDone(latch)) {
                first = done == 0 ? latches.indexOf(latch) : first;
                done++;
            }
        }
        boolean fulfilled = done == latches.size() || (done > 0 && !flags.all());
        if (fulfilled) {
            settle(WaitOutcome.fulfilled(first));
        }
        return fulfilled;
    }

    private void settle(WaitOutcome result) {
        if (open) {
            cancel();
            outcome = result;
            onSettled.accept(result);
        }
    }
}
