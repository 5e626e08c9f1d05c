package dev.signalbox.fence;

import org.jspecify.annotations.Nullable;

/** A question to be called when a fence signals. In the kernel: struct dma_fence_cb. */
public final class Subscription {
    private final FenceCallback callback;
    private @Nullable CallbackList list;

    @Nullable Subscription previous;

    @Nullable Subscription next;

    Subscription(CallbackList list, FenceCallback callback) {
        this.list = list;
        this.callback = callback;
    }

    /** Takes the question back; returns false when it was answered or taken back before. */
    public boolean cancel() {
        CallbackList known = list;
        if (known == null) {
            return false;
        }
        known.remove(this);
        list = null;
        return true;
    }

    void call(DmaFence fence) {
        list = null;
        callback.signalled(fence);
    }
}
