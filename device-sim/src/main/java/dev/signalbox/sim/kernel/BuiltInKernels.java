package dev.signalbox.sim.kernel;

import java.util.Map;
import java.util.TreeMap;

/**
 * The kernels that every simulated device knows. Words are 32 bits. All throw {@link IllegalArgumentException} for a wrong number of
 * arguments, fewer than 0 words or more than 2<sup>46</sup>, and addresses that are no multiple of what stands there.
 *
 * <p>They take {@value #LAUNCH_NANOS} ns to begin and 1 ns for every {@value #BYTES_A_NANO} bytes that they read or write, rounded up.
 *
 * <table>
 *   <caption>The kernels</caption>
 *   <tr><th>name</th><th>arguments</th><th>reads</th><th>writes</th><th>result</th></tr>
 *   <tr><td>{@code add}</td><td>n, a, b, to</td><td>n words at a, at b</td><td>n words at to</td>
 *       <td>to[i] = a[i] + b[i], cut down to 32 bits</td></tr>
 *   <tr><td>{@code fill-pattern}</td><td>to, n, seed</td><td>-</td><td>n words at to</td>
 *       <td>to[i] = {@link #pattern pattern(seed, i)}</td></tr>
 *   <tr><td>{@code hash}</td><td>from, n, to</td><td>n words at from</td><td>64 bits at to</td>
 *       <td>{@link #hash hash} of the words, in order</td></tr>
 *   <tr><td>{@code reduce}</td><td>n, from, to</td><td>n words at from</td><td>64 bits at to</td>
 *       <td>the sum of the words, taken without sign</td></tr>
 *   <tr><td>{@code saxpy}</td><td>n, a, x, y</td><td>n words at x, at y</td><td>n words at y</td>
 *       <td>y[i] = a * x[i] + y[i] in single precision, rounded after each of both; a is in the low 32 bits of its argument</td></tr>
 * </table>
 */
public final class BuiltInKernels {
    /** How long a kernel takes before it touches anything. */
    public static final long LAUNCH_NANOS = 500;

    /** How many bytes a kernel reads or writes in a nanosecond. */
    public static final long BYTES_A_NANO = 64;

    /** What {@link #hash hash} begins with, and returns for no words. */
    public static final long HASH_START = 0xcbf29ce484222325L;

    private static final long HASH_FACTOR = 0x100000001b3L;
    private static final long PATTERN_STEP = 0x9e3779b97f4a7c15L;
    private static final long PATTERN_FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long PATTERN_SECOND_FACTOR = 0x94d049bb133111ebL;

    private BuiltInKernels() {}

    /**
     * Returns a word of the pseudo-random sequence of {@code fill-pattern}: the high 32 bits of the SplitMix64 function of
     * {@code seed + (index + 1) * 0x9e3779b97f4a7c15}.
     */
    public static int pattern(long seed, long index) {
        long mixed = seed + (index + 1) * PATTERN_STEP;
        mixed = (mixed ^ (mixed >>> 30)) * PATTERN_FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> 27)) * PATTERN_SECOND_FACTOR;
        mixed ^= mixed >>> 31;
        return (int) (mixed >>> 32);
    }

    /**
     * Returns a hash that has taken in one more word: as FNV-1a of 64 bits, but with a word, without sign, in the place of a byte.
     *
     * @param hash of the words before it; {@link #HASH_START} for none
     */
    public static long hash(long hash, int word) {
        return (hash ^ Integer.toUnsignedLong(word)) * HASH_FACTOR;
    }

    static Map<String, Kernel> byName() {
        Map<String, Kernel> kernels = new TreeMap<>();
        kernels.put("add", new Add());
        kernels.put("fill-pattern", new FillPattern());
        kernels.put("hash", new Hash());
        kernels.put("reduce", new Reduce());
        kernels.put("saxpy", new Saxpy());
        return kernels;
    }
}
