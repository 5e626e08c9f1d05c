package dev.signalbox.resv;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceView;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fences of one buffer. In the kernel: struct dma_resv.
 *
 * <p>Adding neither fails nor needs memory: slots are reserved beforehand, while the request can still be refused.
 *
 * @param <F> {@link dev.signalbox.fence.FenceId} or {@link dev.signalbox.fence.DmaFence}
 */
public final class Reservation<F> {
    private static final int FIRST_SLOTS = 4;

    /** A fence, and what it guards the buffer for. */
    public record Entry<F>(F fence, Usage usage) {}

    private final FenceView<F> view;
    private Slots<F> slots = Slots.none();
    private @Nullable ReservationLock lock;

    /** Creates one without fences and without slots. */
    public Reservation(FenceView<F> view) {
        this.view = view;
    }

    /**
     * Makes sure that so many fences can be added. When the table grows, fences that have signalled are left behind.
     *
     * @throws Refusal EINVAL for less than one; ENOMEM for more than the kernel could allocate
     */
    public void reserve(int count) {
        if (count < 1) {
            throw new Refusal(Errno.EINVAL, count + " slots were to be reserved", "reserve one for each fence");
        }
        if (slots.size() + (long) count > slots.capacity()) {
            grow(count);
        }
    }

    private void grow(int count) {
        long wanted = slots.capacity() == 0
                ? Math.max(FIRST_SLOTS, Long.highestOneBit(2L * count - 1))
                : Math.max(slots.size() + (long) count, 2L * slots.capacity());
        if (wanted > Slots.MOST) {
            throw new Refusal(
                    Errno.ENOMEM,
                    wanted + " slots are more than the " + Slots.MOST + " that a reservation can have",
                    "reserve one for each fence");
        }
        Slots<F> larger = Slots.ofAtLeast((int) wanted);
        for (int i = 0; i < slots.size(); i++) {
            if (!view.isSignalled(slots.fence(i))) {
                larger.append(slots.fence(i), slots.usage(i));
            }
        }
        slots = larger;
    }

    /**
     * Adds a fence for a use. It takes the place of the first entry that has signalled, or that is an earlier (or the same)
     * fence of its context with the same or a weaker usage; otherwise it takes a reserved slot.
     *
     * @throws IllegalArgumentException for a container: its members are added one by one
     * @throws IllegalStateException when it needs a slot and none was reserved
     */
    public void add(F fence, Usage usage) {
        if (view.isContainer(fence)) {
            throw new IllegalArgumentException("fence " + fence + " is a container: add its members one by one");
        }
        int slot = 0;
        while (slot < slots.size() && !givesWay(slot, fence, usage)) {
            slot++;
        }
        if (slot < slots.size()) {
            slots.set(slot, fence, usage);
        } else {
            slots.append(fence, usage);
        }
    }

    private boolean givesWay(int slot, F fence, Usage usage) {
        F old = slots.fence(slot);
        boolean covered = view.context(old) == view.context(fence)
                && slots.usage(slot).includes(usage)
                && view.isLaterOrSame(fence, old);
        return covered || view.isSignalled(old);
    }

    /** Reserves slots for fences and adds them in order; none of them is a container. */
    public void addAll(List<? extends F> fences, Usage usage) {
        if (!fences.isEmpty()) {
            reserve(fences.size());
            fences.forEach(fence -> add(fence, usage));
        }
    }

    /** Puts one fence, with a usage of its own, in the place of every fence of a context. */
    public void replace(long context, F fence, Usage usage) {
        for (int i = 0; i < slots.size(); i++) {
            if (view.context(slots.fence(i)) == context) {
                slots.set(i, fence, usage);
            }
        }
    }

    /** Forgets all fences and takes over the pending ones of another reservation, with their usages. */
    public void copyFrom(Reservation<F> source) {
        Slots<F> from = source.slots;
        Slots<F> copied = Slots.none();
        for (int i = 0; i < from.size(); i++) {
            if (!view.isSignalled(from.fence(i))) {
                if (copied.capacity() == 0) {
                    copied = Slots.ofAtLeast(from.size());
                }
                copied.append(from.fence(i), from.usage(i));
            }
        }
        slots = copied;
    }

    /** Returns whether everything that somebody who asks for a usage has to wait for has signalled. */
    public boolean isSignalled(Usage usage) {
        Slots<F> walked = slots;
        for (int i = 0; i < walked.size(); i++) {
            if (isPending(walked, i, usage)) {
                return false;
            }
        }
        return true;
    }

    /** Shows every pending fence that somebody who asks for a usage has to wait for, in the order of slots. */
    public void forEachPending(Usage usage, Consumer<? super F> found) {
        Slots<F> walked = slots;
        for (int i = 0; i < walked.size(); i++) {
            if (isPending(walked, i, usage)) {
                found.accept(walked.fence(i));
            }
        }
    }

    private boolean isPending(Slots<F> of, int slot, Usage usage) {
        return usage.includes(of.usage(slot)) && !view.isSignalled(of.fence(slot));
    }

    /** Returns the pending fences that somebody who asks for a usage has to wait for, in the order of slots. */
    public List<F> pending(Usage usage) {
        List<F> found = new ArrayList<>(slots.size());
        forEachPending(usage, found::add);
        return found;
    }

    /** Returns the entries that a question for a usage includes, in the order of slots; some may have signalled. */
    public List<Entry<F>> entries(Usage usage) {
        List<Entry<F>> found = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            if (usage.includes(slots.usage(i))) {
                found.add(new Entry<>(slots.fence(i), slots.usage(i)));
            }
        }
        return found;
    }

    /** Returns all entries in the order of slots; some may have signalled, as nobody has taken their place. */
    public List<Entry<F>> state() {
        return entries(Usage.BOOKKEEP);
    }

    /** Returns an iteration over pending fences that may take several steps of the owner. */
    public ReservationCursor<F> cursor(Usage usage) {
        return new ReservationCursor<>(this, usage);
    }

    /** Returns one line for each entry that takes part in implicit synchronisation, such as {@code write fence 3:1 pending}. */
    public List<String> describe() {
        return entries(Usage.READ).stream()
                .map(entry -> entry.usage().label() + " fence " + entry.fence()
                        + (view.isSignalled(entry.fence()) ? " signalled" : " pending"))
                .toList();
    }

    /** Returns how many entries are kept. */
    public int size() {
        return slots.size();
    }

    /** Returns how many entries it has room for. */
    public int capacity() {
        return slots.capacity();
    }

    /** Returns whether an {@link Exec} holds it. */
    public boolean isLocked() {
        return lock != null && lock.isHeld();
    }

    ReservationLock lock() {
        ReservationLock known = lock;
        if (known == null) {
            known = new ReservationLock();
            lock = known;
        }
        return known;
    }

    Slots<F> slots() {
        return slots;
    }

    FenceView<F> view() {
        return view;
    }
}
