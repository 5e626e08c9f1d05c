package dev.signalbox.fence;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Who keeps books about a fence: told when it is signalled, or ripe. Watching keeps nobody alive, so that a chain or an array
 * that nobody can reach any more goes, although a fence that it was made of stays pending.
 *
 * <p>What is left of those is swept out when there are twice as many watchers as the last sweep left; adding one costs the same
 * on average however many there are.
 */
final class Watchers {
    private static final int FIRST_SWEEP = 16;

    private List<WeakReference<DmaFence>> watchers = new ArrayList<>(1);
    private int sweepAt = FIRST_SWEEP;

    void add(DmaFence watcher) {
        if (watchers.size() >= sweepAt) {
            watchers.removeIf(each -> each.get() == null);
            sweepAt = Math.max(FIRST_SWEEP, 2 * watchers.size());
        }
        watchers.add(new WeakReference<>(watcher));
    }

    /** Tells everybody, in the order in which they were added, and forgets them. */
    void tellAll() {
        List<WeakReference<DmaFence>> told = watchers;
        watchers = new ArrayList<>(0);
        for (WeakReference<DmaFence> each : told) {
            DmaFence watcher = each.get();
            if (watcher != null) {
                watcher.onWatched();
            }
        }
    }

    /** Returns how many there are, with those that went and are not swept out yet. */
    int size() {
        return watchers.size();
    }
}
