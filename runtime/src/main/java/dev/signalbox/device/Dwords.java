package dev.signalbox.device;

import java.util.Arrays;
import java.util.List;

/** An immutable sequence of 32-bit words. */
public final class Dwords implements DwordSource {
    private static final Dwords NONE = new Dwords(new int[0]);

    private final int[] words;

    private Dwords(int[] words) {
        this.words = words;
    }

    /** No words. */
    public static Dwords none() {
        return NONE;
    }

    /** These words, copied. */
    public static Dwords of(int... words) {
        return words.length == 0 ? NONE : new Dwords(words.clone());
    }

    /** The first words of an array, copied. */
    public static Dwords of(int[] words, int count) {
        return count == 0 ? NONE : new Dwords(Arrays.copyOf(words, count));
    }

    /** What packets look like, one behind the other. */
    public static Dwords of(List<Packet> packets) {
        int[] words = new int[packets.stream().mapToInt(Packet::dwords).sum()];
        int at = 0;
        for (Packet packet : packets) {
            at = packet.write(words, at);
        }
        return words.length == 0 ? NONE : new Dwords(words);
    }

    /** Returns how many there are. */
    public int size() {
        return words.length;
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return words.length == 0;
    }

    @Override
    public int dword(long at) {
        return words[Math.toIntExact(at)];
    }

    /** Copies all of them into an array. */
    public void copyTo(int[] into, int at) {
        for (int i = 0; i < words.length; i++) {
            into[at + i] = words[i];
        }
    }

    /** Returns a copy. */
    public int[] toArray() {
        return words.clone();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Dwords dwords && Arrays.equals(words, dwords.words));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return words.length + " dwords";
    }
}
