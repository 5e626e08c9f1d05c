package dev.signalbox.actor;

import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which context. Numbers are given from 1 and never reused; a context that is not listed is over, and all of its
 * fences have signalled.
 */
public final class Contexts implements SignalledView {
    private final ConcurrentMap<Long, ContextSlot> slots = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(1);

    /**
     * Opens one context, for an owner other than an entity.
     *
     * @param held whether programs see it only as far as it is shown
     * @param user whether programs may hold its fences back: they are user fences then, not dma fences
     */
    public ContextSlot open(boolean held, boolean user) {
        long context = next.getAndIncrement();
        return enter(new ContextSlot(context, null, false, held, user));
    }

    /** Opens the contexts of an entity: first the scheduled one, next to it the finished one. */
    public EntitySlots openForEntity(@Nullable RingPort fixedRing, boolean held, boolean user) {
        long context = next.getAndAdd(2);
        return new EntitySlots(
                enter(new ContextSlot(context, fixedRing, true, held, user)),
                enter(new ContextSlot(context + 1, fixedRing, false, held, user)));
    }

    private ContextSlot enter(ContextSlot slot) {
        slots.put(slot.context(), slot);
        return slot;
    }

    void close(ContextSlot slot) {
        slots.remove(slot.context());
    }

    /** Returns the slot of a context; null when it is over. */
    public @Nullable ContextSlot find(long context) {
        return slots.get(context);
    }

    @Override
    public boolean isSignalled(FenceId fence) {
        ContextSlot slot = slots.get(fence.context());
        return slot == null || slot.isSignalled(fence.seqno());
    }

    /** Returns whether a fence and all before it of its context have signalled. */
    boolean isPassed(FenceId fence) {
        ContextSlot slot = slots.get(fence.context());
        return slot == null || slot.isPassed(fence.seqno());
    }

    /** The two contexts of an entity. */
    public record EntitySlots(ContextSlot scheduled, ContextSlot finished) {}
}
