package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;

/**
 * A question to be called once when a point is there, or reached: tried when it is asked and at every change of what the
 * object holds. The fence that is found is kept, whatever happens to the object afterwards. In the kernel: the eventfd of
 * drm_syncobj.
 */
public final class PointSubscription {
    private final PointLatch latch;
    private final boolean available;
    private final Runnable onEvent;

    private PointSubscription(SyncPoint point, boolean available, Runnable onEvent) {
        this.latch = new PointLatch(point);
        this.available = available;
        this.onEvent = onEvent;
    }

    /**
     * Asks.
     *
     * @param available whether it is enough that the point is there
     * @param onEvent called at most once, possibly before this returns
     */
    public static PointSubscription register(SyncPoint point, boolean available, Runnable onEvent) {
        PointSubscription subscription = new PointSubscription(point, available, onEvent);
        if (subscription.latch.tryLook()) {
            subscription.found();
        } else {
            subscription.latch.listen(subscription::found);
        }
        return subscription;
    }

    /** Takes the question back. */
    public void cancel() {
        latch.cancel();
    }

    private void found() {
        if (available || !latch.subscribe(this::signalled)) {
            onEvent.run();
        }
    }

    private void signalled(DmaFence fence) {
        onEvent.run();
    }
}
