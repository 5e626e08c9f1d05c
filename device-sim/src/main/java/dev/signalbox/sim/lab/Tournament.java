package dev.signalbox.sim.lab;

import java.util.Arrays;

/**
 * Finds the greatest of many keys that come and go: a tree of winning keys over a row of slots. No two slots have the same key. Keeps
 * what it compares next to each other in memory, because a lab asks for every message.
 */
final class Tournament {
    private static final long OUT = Long.MIN_VALUE;
    private static final int FIRST_SLOTS = 64;
    private static final int ROOT = 1;

    /** How many slots there is room for; node {@code leaves + n} is slot n, and the nodes before are the winners below them. */
    private int leaves = FIRST_SLOTS;

    private long[] winning = outOf(2 * FIRST_SLOTS);
    private int slots;

    private static long[] outOf(int nodes) {
        long[] keys = new long[nodes];
        Arrays.fill(keys, OUT);
        return keys;
    }

    /** Adds a slot without a key; returns its number. */
    int addSlot() {
        if (slots == leaves) {
            grow();
        }
        return slots++;
    }

    /** Lets a slot take part. */
    void put(int slot, long key) {
        int node = leaves + slot;
        winning[node] = key;
        for (node >>>= 1; node >= ROOT && winning[node] < key; node >>>= 1) {
            winning[node] = key;
        }
    }

    /** Returns the slot with the greatest key, and takes its key out; -1 when there is none. */
    int removeGreatest() {
        long greatest = winning[ROOT];
        if (greatest == OUT) {
            return -1;
        }
        int leaf = ROOT;
        while (leaf < leaves) {
            leaf = 2 * leaf + (winning[2 * leaf] == greatest ? 0 : 1);
        }
        winning[leaf] = OUT;
        for (int node = leaf >>> 1; node >= ROOT; node >>>= 1) {
            winning[node] = winner(node);
        }
        return leaf - leaves;
    }

    private long winner(int node) {
        return Math.max(winning[2 * node], winning[2 * node + 1]);
    }

    private void grow() {
        long[] before = winning;
        winning = outOf(2 * before.length);
        System.arraycopy(before, leaves, winning, 2 * leaves, leaves);
        leaves *= 2;
        for (int node = leaves - 1; node >= ROOT; node--) {
            winning[node] = winner(node);
        }
    }
}
