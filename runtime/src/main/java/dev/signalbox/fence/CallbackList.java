package dev.signalbox.fence;

import org.jspecify.annotations.Nullable;

/** Who is called when a fence signals, in order. Adding, taking back and calling one cost the same however many there are. */
final class CallbackList {
    private @Nullable Subscription first;
    private @Nullable Subscription last;

    Subscription addLast(FenceCallback callback) {
        Subscription added = new Subscription(this, callback);
        Subscription before = last;
        added.previous = before;
        last = added;
        if (before == null) {
            first = added;
        } else {
            before.next = added;
        }
        return added;
    }

    Subscription addFirst(FenceCallback callback) {
        Subscription added = new Subscription(this, callback);
        Subscription after = first;
        added.next = after;
        first = added;
        if (after == null) {
            last = added;
        } else {
            after.previous = added;
        }
        return added;
    }

    void remove(Subscription gone) {
        Subscription before = gone.previous;
        Subscription after = gone.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        gone.previous = null;
        gone.next = null;
    }

    /** Calls everybody and forgets them; who is taken back meanwhile is not called. */
    void runAll(DmaFence fence) {
        while (first != null) {
            Subscription due = first;
            remove(due);
            due.call(fence);
        }
    }
}
