package dev.signalbox.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.sim.memory.Extent;
import dev.signalbox.sim.memory.SparseMemory;
import dev.signalbox.sim.memory.Translation;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInKernelsTest {
    private static final long FIRST = 0x10_0000;
    private static final long SECOND = 0x90_0000;
    private static final long THIRD = 0x110_0000;
    /** How far virtual addresses are from physical ones. */
    private static final long SHIFT = 0x7_0000_0000L;

    private final SparseMemory memory = new SparseMemory(0, 64L << 20);
    private final long seed = Long.getLong("seed", 1);
    private final SplittableRandom random = new SplittableRandom(seed);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 5_000, 1 << 20})
    void saxpyAddsAMultipleOfOneVectorToAnother(int n) {
        float factor = 1.5f;
        float[] x = floats(FIRST, n);
        float[] y = floats(SECOND, n);
        run("saxpy", n, Float.floatToRawIntBits(factor) & 0xffff_ffffL, FIRST + SHIFT, SECOND + SHIFT);

        for (int i = 0; i < n; i++) {
            assertThat(readFloat(SECOND, i)).as("seed %d, %d", seed, i).isEqualTo(factor * x[i] + y[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_025, 1 << 20})
    void reduceSumsWordsUpWithoutSign(int n) {
        int[] words = words(FIRST, n);
        run("reduce", n, FIRST + SHIFT, SECOND + SHIFT);

        long sum = 0;
        for (int word : words) {
            sum += Integer.toUnsignedLong(word);
        }
        assertThat(readLong(SECOND)).as("seed %d", seed).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_025, 1 << 20})
    void addAddsWords(int n) {
        int[] a = words(FIRST, n);
        int[] b = words(SECOND, n);
        run("add", n, FIRST + SHIFT, SECOND + SHIFT, THIRD + SHIFT);

        for (int i = 0; i < n; i++) {
            assertThat(readInt(THIRD, i)).as("seed %d, %d", seed, i).isEqualTo(a[i] + b[i]);
        }
    }

    @Test
    void addMayWriteOverWhatItReads() {
        int[] words = words(FIRST, 3_000);
        run("add", 3_000, FIRST + SHIFT, FIRST + SHIFT, FIRST + SHIFT);

        for (int i = 0; i < words.length; i++) {
            assertThat(readInt(FIRST, i)).as("seed %d, %d", seed, i).isEqualTo(2 * words[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_025, 1 << 20})
    void hashTakesInOneWordAfterTheOther(int n) {
        int[] words = words(FIRST, n);
        run("hash", FIRST + SHIFT, n, SECOND + SHIFT);

        long hash = 0xcbf29ce484222325L;
        for (int word : words) {
            hash = (hash ^ (word & 0xffff_ffffL)) * 1_099_511_628_211L;
        }
        assertThat(readLong(SECOND)).as("seed %d", seed).isEqualTo(hash);
    }

    /** The first numbers of the sequence whose state begins with 0, and with 1234567; published in many places. */
    @ParameterizedTest
    @CsvSource({"0, 0xe220a839, 0x6e789e6a, 0x06c45d18", "1234567, 0x599ed017, 0x2c73f084, 0x883ebce5"})
    void fillPatternWritesTheSequenceOfItsSeed(long start, String first, String second, String third) {
        run("fill-pattern", FIRST + SHIFT, 3, start);

        for (String expected : List.of(first, second, third)) {
            int index = List.of(first, second, third).indexOf(expected);
            assertThat(readInt(FIRST, index)).isEqualTo(Long.decode(expected).intValue());
        }
        assertThat(readInt(FIRST, 3)).isZero();
    }

    @Test
    void fillPatternFillsAMillionWords() {
        run("fill-pattern", FIRST + SHIFT, 1 << 20, seed);

        for (int i = 0; i < 1 << 20; i++) {
            assertThat(readInt(FIRST, i)).isEqualTo(BuiltInKernels.pattern(seed, i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "add, 0, 500",
        "add, 1, 501",
        "add, 16, 503",
        "add, 1600, 800",
        "saxpy, 16, 503",
        "saxpy, 1600, 800",
    })
    void timeFollowsFromTheBytesThatAreMoved(String kernel, long n, long nanos) {
        assertThat(find(kernel).nanos(new long[] {n, 0, FIRST, SECOND})).isEqualTo(nanos);
    }

    @Test
    void timeCountsResultsToo() {
        assertThat(find("reduce").nanos(new long[] {14, FIRST, SECOND})).isEqualTo(501);
        assertThat(find("reduce").nanos(new long[] {15, FIRST, SECOND})).isEqualTo(502);
        assertThat(find("hash").nanos(new long[] {FIRST, 14, SECOND})).isEqualTo(501);
        assertThat(find("fill-pattern").nanos(new long[] {FIRST, 17, 9})).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "fill-pattern", "hash", "reduce", "saxpy"})
    void aWrongNumberOfArgumentsIsRefused(String kernel) {
        assertThatThrownBy(() -> find(kernel).uses(new long[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(kernel + " has ")
                .hasMessageContaining("not 1");
        assertThatThrownBy(() -> find(kernel).nanos(new long[5])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "reduce, -1, 0, 0, '0 to 70368744177664 words, not -1'",
        "reduce, 70368744177665, 0, 0, '0 to 70368744177664 words, not 70368744177665'",
        "reduce, 1, 2, 0, 0x2 is no multiple of 4",
        "reduce, 1, 0, 4, 0x4 is no multiple of 8",
        "hash, 2, 1, 0, 0x2 is no multiple of 4",
        "hash, 0, -9223372036854775808, 0, 'words, not -9223372036854775808'",
        "hash, 0, 1, 12, 0xc is no multiple of 8",
        "fill-pattern, 3, 1, 0, 0x3 is no multiple of 4"
    })
    void argumentsThatMakeNoSenseAreRefused(String kernel, long first, long second, long third, String words) {
        assertThatThrownBy(() -> find(kernel).uses(new long[] {first, second, third}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private void run(String name, long... arguments) {
        Kernel kernel = find(name);
        List<Kernel.Use> uses = kernel.uses(arguments);
        List<Translation.Mapped> places =
                uses.stream().map(BuiltInKernelsTest::place).toList();
        kernel.run(new KernelMemory(memory, uses, places), arguments);
    }

    /** Every use lies where its virtual address says, less the shift, in extents of three pages. */
    private static Translation.Mapped place(Kernel.Use use) {
        long start = DeviceMemory.SYSTEM + use.address() - SHIFT;
        long step = 3L * DeviceMemory.PAGE;
        return new Translation.Mapped(LongStream.iterate(0, at -> at < use.bytes(), at -> at + step)
                .mapToObj(at -> new Extent(start + at, Math.min(step, use.bytes() - at)))
                .toList());
    }

    private static Kernel find(String name) {
        return Objects.requireNonNull(Kernels.builtIn().find(name));
    }

    private float[] floats(long address, int n) {
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = (float) random.nextDouble(-100, 100);
            memory.writeInt(DeviceMemory.SYSTEM + address + 4L * i, Float.floatToRawIntBits(floats[i]));
        }
        return floats;
    }

    private int[] words(long address, int n) {
        int[] words = random.ints(n).toArray();
        for (int i = 0; i < n; i++) {
            memory.writeInt(DeviceMemory.SYSTEM + address + 4L * i, words[i]);
        }
        return words;
    }

    private int readInt(long address, int index) {
        return memory.readInt(DeviceMemory.SYSTEM + address + 4L * index);
    }

    private float readFloat(long address, int index) {
        return Float.intBitsToFloat(readInt(address, index));
    }

    private long readLong(long address) {
        return memory.readLong(DeviceMemory.SYSTEM + address);
    }
}
