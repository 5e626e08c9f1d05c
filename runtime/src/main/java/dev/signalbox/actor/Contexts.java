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

    /** Opens one context, for an owner other than an entity. */
    public ContextSlot open() {
        long context = next.getAndIncrement();
        return enter(new ContextSlot(context, null, true));
    }

    /** Opens the contexts of an entity: first the scheduled one, next to it the finished one. */
    public EntitySlots openForEntity(@Nullable RingPort fixedRing) {
        long context = next.getAndAdd(2);
        return new EntitySlots(
                enter(new ContextSlot(context, fixedRing, true)),
                enter(new ContextSlot(context + 1, fixedRing, false)));
    }

    private ContextSlot enter(ContextSlot slot) {
        slots.put(slot.context(), slot);
        return slot;
    }

    void close(ContextSlot slot) {
        slots.remove(slot.context());
    }

    @Nullable ContextSlot find(long context) {
        return slots.get(context);
    }

    @Override
    public boolean isSignalled(FenceId fence) {
        ContextSlot slot = slots.get(fence.context());
        return slot == null || slot.isSignalled(fence.seqno());
    }

    /** The two contexts of an entity. */
    public record EntitySlots(ContextSlot scheduled, ContextSlot finished) {}
}
