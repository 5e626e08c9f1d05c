package dev.signalbox.fence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fence as its holder sees it: pending, then signalled, once and for good. It is a point on a timeline ({@link PlainFence})
 * or made of other fences ({@link FenceArray}, {@link FenceChain}). In the kernel: struct dma_fence.
 *
 * <p>Belongs to one owner and is touched by that owner only; between owners travel {@link FenceId values}.
 */
public abstract sealed class DmaFence permits PlainFence, FenceArray, FenceChain {
    private final long context;
    private final long seqno;
    private final CallbackList callbacks = new CallbackList();
    private @Nullable Watchers watchers;
    private boolean enabled;
    private boolean signalled;
    private long timestamp;
    private @Nullable Errno error;

    DmaFence(long context, long seqno) {
        this.context = context;
        this.seqno = seqno;
    }

    /** Returns the context, the timeline that it is on. */
    public final long context() {
        return context;
    }

    /** Returns its place in its context. */
    public final long seqno() {
        return seqno;
    }

    /** Returns the name of its driver: {@link FenceProvider#DETACHED} once it has signalled. */
    public abstract String driverName();

    /** Returns the name of its timeline. */
    public abstract String timelineName();

    /** Returns whether seqnos of its context are compared as 64-bit numbers, instead of 32-bit ones that may wrap. */
    abstract boolean has64BitSeqno();

    /** Looks whether it could be signalled now, and signals it then. */
    abstract void poll();

    /** Makes sure that it will signal without being polled; returns false when it is complete already, at its completion time. */
    abstract boolean onEnable();

    /** Passes on when somebody would like it to signal. */
    abstract void onDeadline(long deadline);

    /** Hears that a fence which it watches was signalled or became ripe; changes nothing but its own books. */
    abstract void onWatched();

    /** Returns the timestamp of a fence that is complete: for a container not before those of what it is made of. */
    abstract long completionTime();

    /** Returns whether it has signalled. Asking may complete it: a container looks at its members. */
    public final boolean isSignalled() {
        if (!signalled) {
            poll();
        }
        return signalled;
    }

    /** Returns whether the signal was given, without looking any further. */
    public final boolean isMarkedSignalled() {
        return signalled;
    }

    /** Returns what everybody may know: an error is invisible until the fence has signalled. */
    public final FenceStatus status() {
        return isSignalled() ? FenceStatus.signalled(error) : FenceStatus.PENDING;
    }

    /**
     * Returns when it signalled, in nanoseconds.
     *
     * @throws IllegalStateException when it is pending
     */
    public final long timestamp() {
        if (!signalled) {
            throw new IllegalStateException("fence " + this + " is pending and has no timestamp yet");
        }
        return timestamp;
    }

    /**
     * Sets what went wrong; nobody sees it before the signal.
     *
     * @throws IllegalStateException when it has signalled
     */
    public final void setError(Errno why) {
        if (signalled) {
            throw new IllegalStateException("fence " + this + " has signalled: its error cannot change to " + why);
        }
        error = Objects.requireNonNull(why, "an error has a name");
    }

    /** Sets an error unless one was set before: the first one counts. */
    final void setFirstError(@Nullable Errno why) {
        if (error == null) {
            error = why;
        }
    }

    /** Makes sure that it signals without being polled; happens once in its life, and not at all when it has signalled. */
    public final void enableSignalling() {
        if (!signalled && !enabled) {
            enabled = true;
            if (!onEnable()) {
                signalNow(completionTime());
            }
        }
    }

    final boolean isEnabled() {
        return enabled;
    }

    /**
     * Asks to be called once when it signals; callbacks are called in the order in which they asked.
     *
     * @return how to take the question back; null when it has signalled, and then the callback is never called (the kernel's
     *     -ENOENT)
     */
    public final @Nullable Subscription subscribe(FenceCallback callback) {
        enableSignalling();
        return signalled ? null : callbacks.addLast(callback);
    }

    /** Asks to be called before all that have asked so far, as a thread that waits is woken before callbacks run. */
    public final @Nullable Subscription subscribeFirst(FenceCallback callback) {
        enableSignalling();
        return signalled ? null : callbacks.addFirst(callback);
    }

    /**
     * Tells a watcher of the signal before all who have asked, without making sure that it signals by itself, and without
     * keeping the watcher alive. It must be pending.
     */
    final void watch(DmaFence watcher) {
        if (watchers == null) {
            watchers = new Watchers();
        }
        watchers.add(watcher);
    }

    /** Returns how many watchers it has, with those that went and are not swept out yet. */
    final int watcherCount() {
        return watchers == null ? 0 : watchers.size();
    }

    /** Returns whether all that it is made of belongs to one context; a chain is looked at as one node. */
    public boolean isAllOf(long wanted) {
        return context == wanted;
    }

    /** Says by when it should signal; the soonest counts. A hint: it changes neither order nor outcome. */
    public final void setDeadline(long deadline) {
        if (!isSignalled()) {
            onDeadline(deadline);
        }
    }

    /** Signals, tells who watches, calls everybody who asked, and forgets them; returns false when it had signalled before. */
    final boolean signalNow(long time) {
        if (signalled) {
            return false;
        }
        signalled = true;
        timestamp = time;
        if (watchers != null) {
            watchers.tellAll();
        }
        callbacks.runAll(this);
        return true;
    }

    /**
     * Returns whether this fence is strictly later than another of its context.
     *
     * @throws IllegalArgumentException when they are of different contexts, which nothing orders
     */
    public final boolean isLaterThan(DmaFence other) {
        if (context != other.context) {
            throw new IllegalArgumentException("nothing orders " + this + " and " + other);
        }
        return has64BitSeqno() ? Long.compareUnsigned(seqno, other.seqno) > 0 : (int) (seqno - other.seqno) > 0;
    }

    /** Returns the later of two fences of one context; null when that one has signalled, for then there is nothing to wait for. */
    public static @Nullable DmaFence later(DmaFence one, DmaFence other) {
        DmaFence later = one.isLaterThan(other) ? one : other;
        return later.isSignalled() ? null : later;
    }

    /** Prints {@code context:seqno}. */
    @Override
    public String toString() {
        return context + ":" + Long.toUnsignedString(seqno);
    }
}
