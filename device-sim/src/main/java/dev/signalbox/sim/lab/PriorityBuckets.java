package dev.signalbox.sim.lab;

import java.util.Arrays;

/**
 * Finds the greatest of many keys that come and go, in the same time however many there are, because a lab asks for every message.
 * Keys that are not negative are drawn evenly, so that their leading bits spread them over the upper buckets; the negative ones come in
 * steps of one, and have a bucket each. Two levels of bits say which buckets hold somebody. No two slots have the same key.
 */
final class PriorityBuckets {
    private static final int NONE = -1;
    private static final int FIRST_HALF = 1024;
    private static final int BUCKETS_PER_SLOT = 4;

    /** Half of the buckets; negative keys are at least as great as this with a minus. */
    private int half;

    /** The slot with the greatest key of each bucket, and behind each slot the one with the next key. */
    private int[] first;

    private int[] behind = new int[FIRST_HALF / BUCKETS_PER_SLOT];
    private long[] keys = new long[FIRST_HALF / BUCKETS_PER_SLOT];

    /** A bit for each bucket, and a bit for each word of those. */
    private long[] held;

    private long[] heldWords;
    private int slots;

    PriorityBuckets() {
        this(FIRST_HALF);
    }

    private PriorityBuckets(int half) {
        this.half = half;
        this.first = emptied(half);
        this.held = new long[words(2 * half)];
        this.heldWords = new long[words(held.length)];
    }

    private static int[] emptied(int half) {
        int[] buckets = new int[2 * half];
        Arrays.fill(buckets, NONE);
        return buckets;
    }

    private static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    /** Adds a slot without a key; returns its number. */
    int addSlot() {
        if (slots == keys.length) {
            grow();
        }
        return slots++;
    }

    /** Returns the least key that there is a bucket for. */
    long leastKey() {
        return -half;
    }

    /** Lets a slot take part that does not. */
    void put(int slot, long key) {
        keys[slot] = key;
        int bucket = bucket(key);
        int before = NONE;
        int after = first[bucket];
        while (after != NONE && keys[after] > key) {
            before = after;
            after = behind[after];
        }
        behind[slot] = after;
        if (before == NONE) {
            first[bucket] = slot;
        } else {
            behind[before] = slot;
        }
        held[bucket / Long.SIZE] |= 1L << bucket;
        heldWords[bucket / Long.SIZE / Long.SIZE] |= 1L << (bucket / Long.SIZE);
    }

    /** Returns the slot with the greatest key, and takes its key out; -1 when there is none. */
    int removeGreatest() {
        int bucket = greatestBucket();
        if (bucket == NONE) {
            return NONE;
        }
        int slot = first[bucket];
        first[bucket] = behind[slot];
        if (first[bucket] == NONE) {
            clear(bucket);
        }
        return slot;
    }

    private int greatestBucket() {
        for (int group = heldWords.length - 1; group >= 0; group--) {
            if (heldWords[group] != 0) {
                int word = group * Long.SIZE + highestBit(heldWords[group]);
                return word * Long.SIZE + highestBit(held[word]);
            }
        }
        return NONE;
    }

    private static int highestBit(long bits) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    private void clear(int bucket) {
        int word = bucket / Long.SIZE;
        held[word] &= ~(1L << bucket);
        if (held[word] == 0) {
            heldWords[word / Long.SIZE] &= ~(1L << word);
        }
    }

    private int bucket(long key) {
        return half + (int) (key < 0 ? key : key >>> shift());
    }

    /** So many bits of a key do not say which bucket it is in. */
    private int shift() {
        return Long.SIZE - 1 - Integer.numberOfTrailingZeros(half);
    }

    private void grow() {
        int[] waiting = new int[slots];
        int count = 0;
        for (int slot = removeGreatest(); slot != NONE; slot = removeGreatest()) {
            waiting[count++] = slot;
        }
        PriorityBuckets larger = new PriorityBuckets(2 * half);
        half = larger.half;
        first = larger.first;
        held = larger.held;
        heldWords = larger.heldWords;
        behind = Arrays.copyOf(behind, 2 * slots);
        keys = Arrays.copyOf(keys, 2 * slots);
        for (int i = 0; i < count; i++) {
            put(waiting[i], keys[waiting[i]]);
        }
    }
}
