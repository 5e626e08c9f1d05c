package dev.signalbox.device;

/** Larger things in dwords, the low ones first. */
final class Words {
    private Words() {}

    static void put(int[] into, int at, long value) {
        into[at] = (int) value;
        into[at + 1] = (int) (value >>> 32);
    }

    static long get(DwordSource source, long at) {
        return Integer.toUnsignedLong(source.dword(at)) | (long) source.dword(at + 1) << 32;
    }

    /** Four characters of ASCII a dword, the first in the low byte; returns the place behind. */
    static int put(int[] into, int at, String text) {
        int end = at + (text.length() + 3) / 4;
        for (int i = 0; i < text.length(); i++) {
            int word = at + i / 4;
            into[word] = (i % 4 == 0 ? 0 : into[word]) | text.charAt(i) << (i % 4 * 8);
        }
        return end;
    }

    static String text(DwordSource source, long at, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (source.dword(at + i / 4) >>> (i % 4 * 8) & 0xFF));
        }
        return text.toString();
    }
}
