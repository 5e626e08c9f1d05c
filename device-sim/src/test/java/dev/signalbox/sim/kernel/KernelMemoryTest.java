package dev.signalbox.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.sim.kernel.Kernel.Use;
import dev.signalbox.sim.kernel.KernelMemory.OutsideException;
import dev.signalbox.sim.memory.Extent;
import dev.signalbox.sim.memory.SparseMemory;
import dev.signalbox.sim.memory.Translation;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelMemoryTest {
    private static final long READ = 0x10_0000;
    private static final long WRITE = 0x20_0000;

    private final SparseMemory memory = new SparseMemory(1 << 20, 0);

    /** 12 bytes to read at the end of a page; 8 KiB to write in two pages that stand the other way round. */
    private final KernelMemory seen = new KernelMemory(
            memory,
            List.of(new Use(READ + 4_084, 12, false), new Use(WRITE, 8_192, true)),
            List.of(mapped(new Extent(4_084, 12)), mapped(new Extent(16_384, 4_096), new Extent(8_192, 4_096))));

    @Test
    void addressesAreVirtual() {
        memory.writeLong(4_088, 0x2222_2222_1111_1111L);

        assertThat(seen.readInt(READ + 4_092)).isEqualTo(0x2222_2222);
        assertThat(seen.readLong(READ + 4_088)).isEqualTo(0x2222_2222_1111_1111L);
    }

    @Test
    void whatIsNotANumberIsWrittenAsOnePattern() {
        seen.writeFloat(WRITE, Float.intBitsToFloat(0xffc0_1234));

        assertThat(seen.readInt(WRITE)).isEqualTo(0x7fc0_0000);
    }

    @Test
    void extentsAreFoundInAnyOrder() {
        seen.writeLong(WRITE + 4_096, 1);
        seen.writeInt(WRITE + 4_092, 2);
        seen.writeFloat(WRITE + 8_188, 0.5f);
        seen.writeInt(WRITE, 3);

        assertThat(memory.readLong(8_192)).isEqualTo(1);
        assertThat(memory.readInt(16_384 + 4_092)).isEqualTo(2);
        assertThat(memory.readInt(8_192 + 4_092)).isEqualTo(Float.floatToRawIntBits(0.5f));
        assertThat(memory.readInt(16_384)).isEqualTo(3);
        assertThat(seen.readFloat(WRITE + 8_188)).isEqualTo(0.5f);
    }

    @Test
    void whatIsDeclaredTwiceMayBeWrittenWhenOneOfThemSaysSo() {
        KernelMemory twice = new KernelMemory(
                memory,
                List.of(new Use(READ, 64, false), new Use(READ + 32, 32, true)),
                List.of(mapped(new Extent(0, 64)), mapped(new Extent(32, 32))));
        twice.writeInt(READ + 32, 9);

        assertThat(twice.readInt(READ + 32)).isEqualTo(9);
        assertThatThrownBy(() -> twice.writeInt(READ + 28, 9)).isInstanceOf(OutsideException.class);
    }

    @ParameterizedTest
    @MethodSource
    void whatWasNotDeclaredIsOutside(Consumer<KernelMemory> access) {
        assertThatThrownBy(() -> access.accept(seen))
                .isInstanceOf(OutsideException.class)
                .hasMessageMatching(
                        "a (read|write) of [48] bytes at 0x\\p{XDigit}+ is (not what the kernel has declared|no multiple of [48])");
        assertThat(memory.heldBytes()).isZero();
    }

    static Stream<Consumer<KernelMemory>> whatWasNotDeclaredIsOutside() {
        return Stream.of(
                seen -> seen.readInt(READ + 4_080),
                seen -> seen.readInt(READ + 4_096),
                seen -> seen.readLong(READ + 4_096),
                seen -> seen.readInt(0),
                seen -> seen.readInt(-4),
                seen -> seen.readLong(Long.MIN_VALUE),
                seen -> seen.readInt(READ + 4_086),
                seen -> seen.readLong(READ + 4_084),
                seen -> seen.writeInt(READ + 4_084, 1),
                seen -> seen.writeFloat(READ + 4_084, 1),
                seen -> seen.writeLong(READ + 4_088, 1),
                seen -> seen.writeInt(WRITE + 8_192, 1),
                seen -> seen.writeLong(WRITE + 4, 1),
                seen -> seen.writeInt(WRITE - 4, 1));
    }

    @Test
    void whoReachesOutsideIsToldWhere() {
        OutsideException outside = catchThrowableOfType(OutsideException.class, () -> seen.writeLong(READ + 4_088, 1));

        assertThat(outside.address()).isEqualTo(READ + 4_088);
        assertThat(outside.write()).isTrue();
        assertThat(outside).hasMessage("a write of 8 bytes at 0x100ff8 is not what the kernel has declared");
        assertThatThrownBy(() -> seen.readLong(READ + 4))
                .isInstanceOf(OutsideException.class)
                .hasMessage("a read of 8 bytes at 0x" + Long.toHexString(READ + 4) + " is no multiple of 8");
    }

    @Test
    void eachUseHasAPlaceOfItsLength() {
        List<Use> uses = List.of(new Use(READ, 64, false));

        assertThatThrownBy(() -> new KernelMemory(memory, uses, List.of()))
                .hasMessageContaining("1 uses have 0 places");
        assertThatThrownBy(() -> new KernelMemory(memory, uses, List.of(mapped(new Extent(0, 63)))))
                .hasMessageContaining("has 63 bytes in its extents");
    }

    private static Translation.Mapped mapped(Extent... extents) {
        return new Translation.Mapped(List.of(extents));
    }
}
