package dev.signalbox.resv;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of fences with a fixed number of slots; a reservation that needs more gets a new one. In the kernel: struct
 * dma_resv_list.
 */
final class Slots<F> {
    /** The allocator of the kernel gives no larger piece than 4 MiB: so many slots. */
    static final int MOST = 524_285;

    private static final int HEADER_BYTES = 24;
    private static final int SLOT_BYTES = 8;

    private final int capacity;
    private final List<F> fences;
    private final List<Usage> usages;

    private Slots(int capacity) {
        this.capacity = capacity;
        this.fences = new ArrayList<>(capacity);
        this.usages = new ArrayList<>(capacity);
    }

    static <F> Slots<F> none() {
        return new Slots<>(0);
    }

    /** Makes a table as large as the piece of memory that the kernel's allocator gives for so many slots. */
    static <F> Slots<F> ofAtLeast(int wanted) {
        long piece = allocatorClass(HEADER_BYTES + SLOT_BYTES * (long) wanted);
        return new Slots<>((int) ((piece - HEADER_BYTES) / SLOT_BYTES));
    }

    /** Powers of two, and 96 and 192. */
    private static long allocatorClass(long bytes) {
        long power = Long.highestOneBit(bytes - 1) << 1;
        long between = power / 4 * 3;
        return (between == 96 || between == 192) && bytes <= between ? between : power;
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return fences.size();
    }

    F fence(int slot) {
        return fences.get(slot);
    }

    Usage usage(int slot) {
        return usages.get(slot);
    }

    void set(int slot, F fence, Usage usage) {
        fences.set(slot, fence);
        usages.set(slot, usage);
    }

    void append(F fence, Usage usage) {
        if (fences.size() == capacity) {
            throw new IllegalStateException("no slot for fence " + fence + ": reserve one before you add");
        }
        fences.add(fence);
        usages.add(usage);
    }
}
