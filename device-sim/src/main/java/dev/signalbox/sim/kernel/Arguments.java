package dev.signalbox.sim.kernel;

import java.util.Locale;

/** What built-in kernels demand of their arguments. Every method throws {@link IllegalArgumentException}. */
final class Arguments {
    /** The most words of one range: they fit into the virtual address space. */
    static final long MOST_WORDS = 1L << 46;

    private Arguments() {}

    static void checkCount(String kernel, long[] arguments, int count) {
        if (arguments.length != count) {
            throw new IllegalArgumentException(kernel + " has " + count + " arguments, not " + arguments.length);
        }
    }

    /** Returns how many bytes so many words of 32 bits have. */
    static long wordBytes(long words) {
        if (words < 0 || words > MOST_WORDS) {
            throw new IllegalArgumentException("0 to " + MOST_WORDS + " words, not " + words);
        }
        return words * Integer.BYTES;
    }

    /** Returns the use of words of 32 bits. */
    static Kernel.Use words(long address, long words, boolean write) {
        return new Kernel.Use(multiple(address, Integer.BYTES), wordBytes(words), write);
    }

    /** Returns the use of one number of 64 bits that is written. */
    static Kernel.Use result(long address) {
        return new Kernel.Use(multiple(address, Long.BYTES), Long.BYTES, true);
    }

    private static long multiple(long address, int of) {
        if ((address & (of - 1)) != 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "0x%x is no multiple of %d", address, of));
        }
        return address;
    }
}
