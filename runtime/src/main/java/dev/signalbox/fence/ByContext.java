package dev.signalbox.fence;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts fences in the order of their contexts and keeps the newest of each. Many of them are dealt out by the bytes in which
 * their contexts differ, so that each costs the same however many there are.
 */
final class ByContext {
    private static final int FEW = 16;
    private static final int DIGITS = 256;

    private DmaFence[] fences;
    private long[] contexts;

    private ByContext(List<DmaFence> fences) {
        this.fences = fences.toArray(new DmaFence[0]);
        this.contexts = new long[this.fences.length];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = this.fences[i].context();
        }
    }

    /** Returns the newest fence of each context, ordered by context; of equal ones the first. */
    static List<DmaFence> newest(List<DmaFence> fences) {
        ByContext ordered = new ByContext(fences);
        ordered.sort();
        return ordered.newest();
    }

    private List<DmaFence> newest() {
        List<DmaFence> kept = new ArrayList<>(fences.length);
        DmaFence newest = fences[0];
        for (DmaFence fence : fences) {
            if (fence.context() != newest.context()) {
                kept.add(newest);
                newest = fence;
            } else if (fence.isLaterThan(newest)) {
                newest = fence;
            }
        }
        kept.add(newest);
        return kept;
    }

    private void sort() {
        long least = contexts[0];
        long most = contexts[0];
        boolean isSorted = true;
        for (int i = 1; i < contexts.length; i++) {
            isSorted &= contexts[i - 1] <= contexts[i];
            least = Math.min(least, contexts[i]);
            most = Math.max(most, contexts[i]);
        }
        if (isSorted) {
            return;
        }
        if (contexts.length <= FEW) {
            insert();
            return;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(most - least);
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
            deal(least, shift);
        }
    }

    private void insert() {
        for (int i = 1; i < contexts.length; i++) {
            DmaFence fence = fences[i];
            long context = contexts[i];
            int to = i;
            for (; to > 0 && contexts[to - 1] > context; to--) {
                fences[to] = fences[to - 1];
                contexts[to] = contexts[to - 1];
            }
            fences[to] = fence;
            contexts[to] = context;
        }
    }

    /** Deals all out by one byte of how far their contexts are from the least; those of one byte keep their order. */
    private void deal(long least, int shift) {
        int[] places = places(least, shift);
        DmaFence[] dealt = new DmaFence[fences.length];
        long[] dealtContexts = new long[contexts.length];
        for (int i = 0; i < contexts.length; i++) {
            int place = places[digit(contexts[i] - least, shift)]++;
            dealt[place] = fences[i];
            dealtContexts[place] = contexts[i];
        }
        fences = dealt;
        contexts = dealtContexts;
    }

    /** Returns where the first of each digit goes. */
    private int[] places(long least, int shift) {
        int[] places = new int[DIGITS + 1];
        for (long context : contexts) {
            places[digit(context - least, shift) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            places[digit + 1] += places[digit];
        }
        return places;
    }

    private static int digit(long distance, int shift) {
        return (int) (distance >>> shift) & (DIGITS - 1);
    }
}
