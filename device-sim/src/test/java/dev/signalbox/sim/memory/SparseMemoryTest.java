package dev.signalbox.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.DeviceMemory;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseMemoryTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final long SYSTEM = DeviceMemory.SYSTEM;
    private static final long GIB = 1L << 30;

    private final SparseMemory memory = new SparseMemory(16 * GIB, 64 * GIB);

    @Test
    void whatNobodyHasWrittenReadsAsZeroAndCostsNothing() {
        for (long address = 0; address < 16 * GIB; address += 64L * PAGE) {
            assertThat(memory.readLong(address) | memory.readInt(SYSTEM + address))
                    .isZero();
        }
        memory.copy(SYSTEM + 4, 0, GIB);
        memory.fill(0, GIB, 0);

        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void oneWordCostsOnePage() {
        memory.writeInt(16 * GIB - 4, 7);
        memory.writeLong(SYSTEM + 64 * GIB - 8, -2);

        assertThat(memory.readInt(16 * GIB - 4)).isEqualTo(7);
        assertThat(memory.readLong(SYSTEM + 64 * GIB - 8)).isEqualTo(-2);
        assertThat(memory.heldBytes()).isEqualTo(2 * PAGE);
    }

    @Test
    void theLowHalfOfALongStandsFirst() {
        memory.writeLong(8, 0x1122334455667788L);

        assertThat(memory.readInt(8)).isEqualTo(0x55667788);
        assertThat(memory.readInt(12)).isEqualTo(0x11223344);
    }

    @Test
    void fillingWholePagesWithZeroGivesThemUp() {
        memory.fill(0, 4 * PAGE, 0x01020304);
        memory.fill(4, 3 * PAGE, 0);

        assertThat(memory.heldBytes()).isEqualTo(2 * PAGE);
        assertThat(memory.readInt(0)).isEqualTo(0x01020304);
        assertThat(memory.readInt(3 * PAGE)).isZero();
        assertThat(memory.readInt(3 * PAGE + 4)).isEqualTo(0x01020304);
    }

    @Test
    void copyingUnwrittenPagesGivesUpWhatTheyReplace() {
        memory.fill(SYSTEM, 3 * PAGE, 5);
        memory.copy(SYSTEM, GIB, 2 * PAGE);

        assertThat(memory.heldBytes()).isEqualTo(PAGE);
        assertThat(memory.readInt(SYSTEM + 2 * PAGE - 4)).isZero();
        assertThat(memory.readInt(SYSTEM + 2 * PAGE)).isEqualTo(5);
    }

    @Test
    void withoutPowerVramIsForgottenAndSystemMemoryIsNot() {
        memory.writeInt(0, 1);
        memory.writeInt(16 * GIB - 4, 2);
        memory.writeInt(SYSTEM, 3);
        memory.losePower();

        assertThat(memory.readInt(0)).isZero();
        assertThat(memory.readInt(16 * GIB - 4)).isZero();
        assertThat(memory.readInt(SYSTEM)).isEqualTo(3);
        assertThat(memory.heldBytes()).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @MethodSource
    void addressesThatDoNotExistAreRefused(Consumer<SparseMemory> access) {
        assertThatThrownBy(() -> access.accept(memory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no memory for ")
                .hasMessageContaining(16 * GIB + " bytes of VRAM from 0x0 on")
                .hasMessageContaining(64 * GIB + " of system memory from 0x400000000000 on");
        assertThat(memory.heldBytes()).isZero();
    }

    static Stream<Consumer<SparseMemory>> addressesThatDoNotExistAreRefused() {
        return Stream.of(
                memory -> memory.readInt(16 * GIB),
                memory -> memory.readLong(-8),
                memory -> memory.writeInt(SYSTEM - 4, 1),
                memory -> memory.writeLong(SYSTEM + 64 * GIB, 1),
                memory -> memory.readInt(Long.MAX_VALUE - 3),
                memory -> memory.copy(0, 16 * GIB - 7, 8),
                memory -> memory.copy(SYSTEM + 64 * GIB - 7, 0, 8),
                memory -> memory.copy(0, PAGE, -1),
                memory -> memory.copy(PAGE, 0, Long.MAX_VALUE),
                memory -> memory.fill(16 * GIB - 4, 8, 0));
    }

    @ParameterizedTest
    @MethodSource
    void placesInTheMiddleOfAWordAreRefused(Consumer<SparseMemory> access) {
        assertThatThrownBy(() -> access.accept(memory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("0x[0-9a-f]+ is no multiple of [48]");
        assertThat(memory.heldBytes()).isZero();
    }

    static Stream<Consumer<SparseMemory>> placesInTheMiddleOfAWordAreRefused() {
        return Stream.of(
                memory -> memory.readInt(2),
                memory -> memory.writeInt(SYSTEM + 1, 1),
                memory -> memory.readLong(4),
                memory -> memory.writeLong(SYSTEM + 12, 1),
                memory -> memory.fill(2, 4, 1),
                memory -> memory.fill(4, 6, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-4_096, 1, 4_095, SparseMemory.MOST_BYTES + 4_096})
    void sizesAreWholePagesAndNotTooMany(long bytes) {
        assertThatThrownBy(() -> new SparseMemory(bytes, 0)).hasMessageContaining("VRAM has whole pages");
        assertThatThrownBy(() -> new SparseMemory(0, bytes)).hasMessageContaining("system memory has whole pages");
    }

    @Test
    void aDeviceMayHaveNoMemoryOfItsOwn() {
        SparseMemory shared = new SparseMemory(0, PAGE);
        shared.writeInt(SYSTEM, 1);
        shared.losePower();

        assertThat(shared.readInt(SYSTEM)).isEqualTo(1);
        assertThatThrownBy(() -> shared.readInt(0)).hasMessageContaining("there are 0 bytes of VRAM");
    }
}
