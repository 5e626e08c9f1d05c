package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;

/**
 * Fences to wait for, one per context: the newest, in the place of the first (a later point of a context implies the
 * earlier ones). In the kernel: the dependency array that drm_sched_job_add_dependency keeps.
 */
public final class FenceSet {
    private final List<FenceId> fences = new ArrayList<>(4);

    /** Adds a fence, or moves the one of its context forward. */
    public void add(FenceId fence) {
        for (int i = 0; i < fences.size(); i++) {
            FenceId old = fences.get(i);
            if (old.context() == fence.context()) {
                if (fence.seqno() > old.seqno()) {
                    fences.set(i, fence);
                }
                return;
            }
        }
        fences.add(fence);
    }

    /** Adds all of them in order. */
    public void addAll(Iterable<FenceId> more) {
        more.forEach(this::add);
    }

    /** Returns the fences in the order in which their contexts were first added; a copy. */
    public List<FenceId> toList() {
        return List.copyOf(fences);
    }
}
