package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceChain;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A box for one fence, or for none, that programs pass around instead of the fence: what is in it may be put there later,
 * and replaced. With a chain of fences in it, it is a timeline whose points are the nodes. In the kernel: struct drm_syncobj.
 *
 * <p>Who waits looks at the content once and keeps the fence that it found: whatever happens to the object afterwards does
 * not matter to that wait.
 */
public final class SyncObject {
    private final FenceContainers containers;
    private final Set<ContentListener> listeners = new LinkedHashSet<>();
    private @Nullable DmaFence content;

    /** Creates an object that holds nothing; whatever it makes of fences is made by {@code containers}. */
    public SyncObject(FenceContainers containers) {
        this.containers = containers;
    }

    FenceContainers containers() {
        return containers;
    }

    /** Returns what it holds: the newest node of its timeline, another fence, or null for nothing. */
    public @Nullable DmaFence content() {
        return content;
    }

    /** Puts a fence in that has signalled at {@code now}: whoever waits for the object is done. */
    public void signal(long now) {
        replace(containers.stub(now));
    }

    /** Empties it; a timeline forgets all its points. */
    public void reset() {
        replace(null);
    }

    /** Puts a fence in, or nothing, in place of what it holds; what it holds already changes nothing, and nobody is called. */
    public void replace(@Nullable DmaFence fence) {
        if (fence != content) {
            content = fence;
            tellListeners();
        }
    }

    /**
     * Adds a point to its timeline: it is reached when the fence and everything that the object held before have signalled.
     * What is complete in the old timeline is forgotten.
     *
     * @param point a 64-bit number; moved up to the newest point when it is not beyond that
     * @throws IllegalArgumentException when the fence is itself a node of a chain, which has to be merged first
     */
    public void addPoint(DmaFence fence, long point) {
        FenceChain newest = containers.chain(content, fence, point);
        newest.collect();
        content = newest;
        tellListeners();
    }

    /** Adds a point that has nothing of its own to wait for at {@code now}: it is reached when everything before it is. */
    public void signalPoint(long point, long now) {
        addPoint(containers.stub(now), point);
    }

    /** Takes a file's fence in: in place of what it holds for point 0, as a new point otherwise. */
    public void importFile(SyncFile file, long point) {
        DmaFence fence = file.fence();
        if (point == 0) {
            replace(fence);
        } else {
            addPoint(fence instanceof FenceChain ? containers.merge(List.of(fence)) : fence, point);
        }
    }

    /**
     * Makes a file of the fence of a point; what happens to the object afterwards does not change it.
     *
     * @throws Refusal EINVAL when it holds nothing, or the point is not there yet
     */
    public SyncFile exportFile(long point, long now) {
        return SyncFile.of(fenceAt(point, now));
    }

    /**
     * Returns how far its timeline has come; 0 when it holds no timeline.
     *
     * @param lastSubmitted whether the newest point is meant, reached or not
     */
    public long value(boolean lastSubmitted) {
        if (!(content instanceof FenceChain newest)) {
            return 0;
        }
        return lastSubmitted ? newest.seqno() : newest.reachedPoint();
    }

    /**
     * Finds the fence to wait for until a point is reached.
     *
     * @param point 0 for all that it holds
     * @return null when nothing is left to wait for
     * @throws Refusal EINVAL when it holds nothing, or the point is not there yet
     */
    public @Nullable DmaFence find(long point) {
        DmaFence held = content;
        if (held == null) {
            throw new Refusal(
                    Errno.EINVAL, "the sync object holds nothing", "put a fence in first, or wait until somebody has");
        }
        return FenceChain.find(held, point);
    }

    /** Finds the fence of a point as {@link #find} does; one that has signalled at {@code now} when nothing is left to wait for. */
    public DmaFence fenceAt(long point, long now) {
        DmaFence found = find(point);
        return found == null ? containers.stub(now) : found;
    }

    /** Returns whether {@link #find} would find the point, or know it as reached. */
    boolean isThere(long point) {
        return content != null
                && (point == 0
                        || (content instanceof FenceChain newest && Long.compareUnsigned(newest.seqno(), point) >= 0));
    }

    void listen(ContentListener listener) {
        listeners.add(listener);
    }

    void unlisten(ContentListener listener) {
        listeners.remove(listener);
    }

    /** Returns how many wait for something to be put in. */
    public int listeners() {
        return listeners.size();
    }

    /** Everybody looks before anybody goes on: what is done then may change the content again. */
    private void tellListeners() {
        List<ContentListener> done =
                List.copyOf(listeners).stream().filter(ContentListener::look).toList();
        for (ContentListener listener : done) {
            if (listeners.remove(listener)) {
                listener.found();
            }
        }
    }
}
