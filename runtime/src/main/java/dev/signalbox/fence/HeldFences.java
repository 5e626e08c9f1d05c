package dev.signalbox.fence;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fences of other owners that one owner holds: one object per fence, for as long as it is pending. What has signalled is
 * forgotten, so that what is kept is bounded by what is pending.
 */
public final class HeldFences {
    private static final int FIRST_SWEEP = 256;

    private final FenceProvider provider;
    private final Map<Long, NavigableMap<Long, PlainFence>> byContext = new TreeMap<>();
    private int held;
    private int sweepAt = FIRST_SWEEP;

    /**
     * Creates an empty set.
     *
     * @param provider of every fence: knows whom to ask
     */
    public HeldFences(FenceProvider provider) {
        this.provider = provider;
    }

    /** Returns the object for a fence; it may have signalled. */
    public PlainFence of(FenceId fence) {
        NavigableMap<Long, PlainFence> context = byContext.computeIfAbsent(fence.context(), each -> new TreeMap<>());
        PlainFence known = context.get(fence.seqno());
        if (known != null) {
            return known;
        }
        PlainFence added = PlainFence.wide(provider, fence.context(), fence.seqno());
        context.put(fence.seqno(), added);
        held++;
        if (held > sweepAt) {
            sweep();
        }
        return added;
    }

    /** Takes the news that every fence of a context up to one has signalled; none of those that failed is among them. */
    public void signalledThrough(long context, long seqno, long now) {
        NavigableMap<Long, PlainFence> fences = byContext.get(context);
        while (fences != null && !fences.isEmpty() && fences.firstKey() <= seqno) {
            signal(fences, fences.firstKey(), null, now);
        }
        forgetWhenEmpty(context, fences);
    }

    /** Takes the news that one fence has signalled. */
    public void signalled(long context, long seqno, @Nullable Errno error, long now) {
        NavigableMap<Long, PlainFence> fences = byContext.get(context);
        if (fences != null && fences.containsKey(seqno)) {
            signal(fences, seqno, error, now);
        }
        forgetWhenEmpty(context, fences);
    }

    /** Returns how many are kept; some of them may have signalled. */
    public int size() {
        return held;
    }

    private void signal(NavigableMap<Long, PlainFence> fences, long seqno, @Nullable Errno error, long now) {
        PlainFence fence = fences.remove(seqno);
        held--;
        if (fence != null) {
            fence.signal(now, error);
        }
    }

    private void forgetWhenEmpty(long context, @Nullable NavigableMap<Long, PlainFence> fences) {
        if (fences != null && fences.isEmpty()) {
            byContext.remove(context, fences);
        }
    }

    /** Twice as many as are pending may gather before the next time, so that a fence costs the same however many there are. */
    private void sweep() {
        byContext.values().stream().map(NavigableMap::values).forEach(this::dropSignalled);
        byContext.values().removeIf(Map::isEmpty);
        held = byContext.values().stream().mapToInt(Map::size).sum();
        sweepAt = Math.max(FIRST_SWEEP, 2 * held);
    }

    private void dropSignalled(Collection<PlainFence> fences) {
        fences.removeIf(PlainFence::isSignalled);
    }
}
