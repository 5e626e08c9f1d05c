package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits for fences, and for no longer than a given time: for one, for any or for all of several. In the kernel:
 * dma_fence_wait_timeout, dma_fence_wait_any_timeout.
 *
 * <p>The waiter is told before everybody who has subscribed to the same fence, as a thread that waits is woken before callbacks
 * run; what these do is not done by then. However the wait ends, it leaves no subscription behind.
 */
public final class FenceWait {
    /**
     * How a wait ended.
     *
     * @param left how much of the time was left in nanoseconds, at least 1 when what was waited for has signalled, else 0
     * @param index which of the fences has signalled, the first in their order; -1 when the time is over
     */
    public record Outcome(long left, int index) {
        /** The time is over. */
        public static final Outcome EXPIRED = new Outcome(0, -1);

        /** Returns whether what was waited for has signalled. */
        public boolean isSignalled() {
            return left > 0;
        }
    }

    private final List<DmaFence> fences;
    private final boolean forAny;
    private final long timeout;
    private final List<Subscription> subscriptions = new ArrayList<>(1);
    private long expiresAt;
    private int reached;
    private boolean started;
    private @Nullable Consumer<Outcome> settled;

    private FenceWait(@Nullable List<? extends DmaFence> fences, boolean forAny, long timeout) {
        if (fences == null || fences.isEmpty()) {
            throw new Refusal(Errno.EINVAL, "a wait for no fence at all would never end", "name at least one fence");
        }
        if (timeout < 0) {
            throw new Refusal(
                    Errno.EINVAL, "a wait of " + timeout + " ns would have ended in the past", "give 0 to look once");
        }
        this.fences = List.copyOf(fences);
        this.forAny = forAny;
        this.timeout = timeout;
    }

    /**
     * Prepares a wait for one fence.
     *
     * @param timeout in nanoseconds from the start; 0 looks once, {@link Long#MAX_VALUE} is for ever
     * @throws Refusal EINVAL when the timeout is negative
     */
    public static FenceWait one(DmaFence fence, long timeout) {
        return new FenceWait(List.of(fence), false, timeout);
    }

    /**
     * Prepares a wait for the first of several fences.
     *
     * @param timeout in nanoseconds from the start; 0 looks once, {@link Long#MAX_VALUE} is for ever
     * @throws Refusal EINVAL when the timeout is negative, or when there is no fence
     */
    public static FenceWait any(@Nullable List<? extends DmaFence> fences, long timeout) {
        return new FenceWait(fences, true, timeout);
    }

    /**
     * Prepares a wait for all of several fences.
     *
     * @param timeout in nanoseconds from the start; 0 looks once, {@link Long#MAX_VALUE} is for ever
     * @throws Refusal EINVAL when the timeout is negative, or when there is no fence
     */
    public static FenceWait all(@Nullable List<? extends DmaFence> fences, long timeout) {
        return new FenceWait(fences, false, timeout);
    }

    /**
     * Starts it, once.
     *
     * @param whenSettled is told when the wait ends later, by a signal or by {@link #expire}
     * @return how it ended when it ended at once, and then nobody is told; null while it is pending
     */
    public @Nullable Outcome start(long now, Consumer<Outcome> whenSettled) {
        if (started) {
            throw new IllegalStateException("a wait is started once");
        }
        started = true;
        expiresAt = now + Math.min(timeout, Long.MAX_VALUE - now);
        int index = forAny ? firstSignalled() : allSignalled();
        Outcome outcome = index >= 0 ? signalled(index, now) : timeout == 0 ? Outcome.EXPIRED : null;
        if (outcome == null) {
            settled = whenSettled;
        } else {
            unsubscribe();
        }
        return outcome;
    }

    /** Returns when it should {@link #expire}; {@link Long#MAX_VALUE} when never. Known once it has started. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Ends it because its time is over; returns false when it had ended before. */
    public boolean expire() {
        return end(Outcome.EXPIRED);
    }

    /** Ends it without telling anybody; returns false when it had ended before. */
    public boolean cancel() {
        settled = null;
        return unsubscribe();
    }

    /** Returns the first fence that has signalled, by looking once or by asking each to tell; -1 when none has. */
    private int firstSignalled() {
        for (DmaFence fence : fences) {
            if (timeout == 0 ? fence.isSignalled() : !isAwaited(fence)) {
                break;
            }
        }
        // Asking one may have signalled one before it, whose call came too early to tell anybody.
        return firstMarked();
    }

    /** Asks the next pending fence to tell, one at a time; returns 0 when all have signalled, else -1. */
    private int allSignalled() {
        for (; reached < fences.size(); reached++) {
            DmaFence fence = fences.get(reached);
            fence.enableSignalling();
            if (!fence.isSignalled() && (timeout == 0 || isAwaited(fence))) {
                return -1;
            }
        }
        return 0;
    }

    private boolean isAwaited(DmaFence fence) {
        Subscription subscription = fence.subscribeFirst(this::wake);
        return subscription != null && subscriptions.add(subscription);
    }

    private void wake(DmaFence fence) {
        if (forAny) {
            end(signalled(firstMarked(), fence.timestamp()));
            return;
        }
        subscriptions.clear();
        if (allSignalled() == 0) {
            tell(signalled(0, fence.timestamp()));
        }
    }

    /** Returns the first fence that is marked signalled; -1 when none is. */
    private int firstMarked() {
        for (int i = 0; i < fences.size(); i++) {
            if (fences.get(i).isMarkedSignalled()) {
                return i;
            }
        }
        return -1;
    }

    private Outcome signalled(int index, long now) {
        return new Outcome(Math.max(1, expiresAt - now), index);
    }

    private boolean end(Outcome outcome) {
        boolean wasPending = unsubscribe();
        if (wasPending) {
            tell(outcome);
        }
        return wasPending;
    }

    private void tell(Outcome outcome) {
        Consumer<Outcome> told = settled;
        settled = null;
        if (told != null) {
            told.accept(outcome);
        }
    }

    private boolean unsubscribe() {
        boolean any = !subscriptions.isEmpty();
        subscriptions.forEach(Subscription::cancel);
        subscriptions.clear();
        return any;
    }
}
