package dev.signalbox.sim.lab;

import java.util.Arrays;

/**
 * Finds the greatest of many keys that come and go: a tree of winners over a row of slots. A slot whose key is not in takes part in
 * nothing. Keeps what it compares next to each other in memory, because a lab asks for every message.
 */
final class Tournament {
    private static final long OUT = Long.MIN_VALUE;
    private static final int FIRST_SLOTS = 64;

    private long[] keys = new long[0];

    /** The winner below each inner node; node 1 is the root, nodes from {@code keys.length} on are the slots themselves. */
    private int[] winners = new int[0];

    private int slots;

    Tournament() {
        resize(FIRST_SLOTS);
    }

    /** Adds a slot without a key; returns its number. */
    int addSlot() {
        if (slots == keys.length) {
            resize(2 * keys.length);
        }
        return slots++;
    }

    /** Lets a slot take part. */
    void put(int slot, long key) {
        keys[slot] = key;
        for (int node = parent(slot + keys.length); node > 0; node = parent(node)) {
            int winner = winners[node];
            if (winner != slot && keys[winner] >= key) {
                return;
            }
            winners[node] = slot;
        }
    }

    /** Returns the slot with the greatest key, and takes its key out; -1 when there is none. */
    int removeGreatest() {
        int greatest = winners[1];
        if (keys[greatest] == OUT) {
            return -1;
        }
        keys[greatest] = OUT;
        for (int node = parent(greatest + keys.length); node > 0; node = parent(node)) {
            winners[node] = winner(node);
        }
        return greatest;
    }

    private void resize(int count) {
        int before = keys.length;
        keys = Arrays.copyOf(keys, count);
        Arrays.fill(keys, before, count, OUT);
        winners = new int[keys.length];
        for (int node = keys.length - 1; node > 0; node--) {
            winners[node] = winner(node);
        }
    }

    private int winner(int node) {
        int left = below(2 * node);
        int right = below(2 * node + 1);
        return keys[right] > keys[left] ? right : left;
    }

    private int below(int node) {
        return node >= keys.length ? node - keys.length : winners[node];
    }

    private static int parent(int node) {
        return node >>> 1;
    }
}
