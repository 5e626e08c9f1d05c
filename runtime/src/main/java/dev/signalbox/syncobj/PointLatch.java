package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceCallback;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fence of one point, at once or when somebody puts it there, and keeps it: what happens to the object afterwards
 * does not matter any more. In the kernel: struct syncobj_wait_entry.
 */
final class PointLatch {
    private final SyncPoint point;
    private final ContentListener listener = new ContentListener() {
        @Override
        public boolean look() {
            return tryLook();
        }

        @Override
        public void found() {
            onFound.run();
        }
    };
    private Runnable onFound = () -> {};
    private boolean found;
    private boolean hopeless;
    private boolean cancelled;
    private @Nullable DmaFence fence;
    private @Nullable Subscription subscription;

    PointLatch(SyncPoint point) {
        this.point = point;
    }

    /**
     * Looks at the object once.
     *
     * @throws Refusal EINVAL when the point is not there
     */
    void look() {
        fence = point.object().find(point.point());
        found = true;
    }

    /** Looks at the object once; returns whether the point was there. */
    boolean tryLook() {
        if (!found && point.object().isThere(point.point())) {
            look();
        }
        return found;
    }

    /** Calls when the point is there, at the latest then; not at all when it was found before. */
    void listen(Runnable whenFound) {
        if (!found && !cancelled) {
            onFound = whenFound;
            point.object().listen(listener);
        }
    }

    boolean isFound() {
        return found;
    }

    /** Returns the fence that was found; one that has signalled at {@code now} when nothing was left to wait for. */
    DmaFence fence(long now) {
        return fence == null ? point.object().containers().stub(now) : fence;
    }

    /** Returns whether the point was found and is reached. */
    boolean isComplete() {
        return found && (fence == null || fence.isSignalled());
    }

    /**
     * Asks to be called when the fence that was found signals; returns false when it has, and then nobody is called. To ask
     * enables its signalling, and by that other fences may signal: all questions may be taken back before this one is asked.
     */
    boolean subscribe(FenceCallback whenComplete) {
        if (fence != null && subscription == null && !cancelled) {
            subscription = fence.subscribe(whenComplete);
            if (cancelled && subscription != null) {
                subscription.cancel();
            }
        }
        return subscription != null;
    }

    void setDeadline(long deadline) {
        if (fence != null) {
            fence.setDeadline(deadline);
        }
    }

    /** The object is gone: a point that was not there will never be. */
    void giveUp(SyncObject gone) {
        hopeless |= !found && point.object() == gone;
    }

    /** Returns whether the point was not there when its object went. */
    boolean isHopeless() {
        return hopeless;
    }

    /** Takes all questions back, for good. */
    void cancel() {
        cancelled = true;
        point.object().unlisten(listener);
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
