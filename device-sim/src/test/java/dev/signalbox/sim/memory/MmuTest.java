package dev.signalbox.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt.FaultReason;
import dev.signalbox.device.PageTableEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MmuTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final long LARGE = 2L << 20;
    private static final long VRAM = 64L << 20;
    private static final long SYSTEM = DeviceMemory.SYSTEM;
    private static final long SOMEWHERE = 0x1234_5678_9000L;
    private static final int SPACE = 3;

    private final SparseMemory memory = new SparseMemory(VRAM, VRAM);
    private final Tables tables = new Tables(memory, SYSTEM + (32L << 20));
    private final Mmu mmu = new Mmu(memory, 64);

    MmuTest() {
        mmu.setRoot(SPACE, tables.root());
    }

    @Test
    void aRangeOverPagesOfBothSizesIsFoundInItsExtents() {
        long start = SOMEWHERE & -LARGE;
        tables.map(start - PAGE, 7 * PAGE, 0, true);
        tables.map(start, 4 * LARGE, 1, true);
        tables.map(start + LARGE, 5 * LARGE, 0, true);
        tables.map(start + LARGE + PAGE, SYSTEM, 0, true);

        assertThat(mmu.translate(SPACE, start - 8, LARGE + PAGE + 12, true))
                .isEqualTo(new Translation.Mapped(List.of(
                        new Extent(8 * PAGE - 8, 8), new Extent(4 * LARGE, LARGE + PAGE), new Extent(SYSTEM, 4))));
    }

    @Test
    void oneByteIsFoundWithinAPage() {
        tables.map(SOMEWHERE, PAGE, 0, false);

        assertThat(mmu.translate(SPACE, SOMEWHERE + 77, 1, false)).isEqualTo(at(PAGE + 77, 1));
    }

    @Test
    void aFaultNamesTheFirstAddressThatDoesNotAllowTheAccess() {
        tables.map(SOMEWHERE, 0, 0, true);
        tables.map(SOMEWHERE + PAGE, PAGE, 0, false);

        assertThat(mmu.translate(SPACE, SOMEWHERE + 12, 2 * PAGE, true))
                .isEqualTo(new Translation.Faulted(SOMEWHERE + PAGE, FaultReason.READ_ONLY));
        assertThat(mmu.translate(SPACE, SOMEWHERE + 12, 2 * PAGE, false))
                .isEqualTo(new Translation.Faulted(SOMEWHERE + 2 * PAGE, FaultReason.UNMAPPED));
        assertThat(mmu.translate(SPACE, SOMEWHERE + PAGE + 12, 4, true))
                .isEqualTo(new Translation.Faulted(SOMEWHERE + PAGE + 12, FaultReason.READ_ONLY));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 48, -1L << 47, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void addressesOfMoreThan48BitsAreNotMapped(long address) {
        tables.map(address & 0xffff_ffff_f000L, 0, 0, true);

        assertThat(mmu.translate(SPACE, address, 1, false)).isEqualTo(fault(address, FaultReason.UNMAPPED));
    }

    @Test
    void aRangeThatRunsOverTheLastAddressFaultsThere() {
        tables.map((1L << 48) - PAGE, 0, 0, true);

        assertThat(mmu.translate(SPACE, (1L << 48) - 4, 4, true)).isEqualTo(at(PAGE - 4, 4));
        assertThat(mmu.translate(SPACE, (1L << 48) - 4, Long.MAX_VALUE, true))
                .isEqualTo(fault(1L << 48, FaultReason.UNMAPPED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatATableSaysNothingOfIsNotMapped(int level) {
        tables.map(SOMEWHERE, 0, 0, true);
        tables.put(SOMEWHERE, level, PageTableEntry.NONE);

        assertThat(mmu.translate(SPACE, SOMEWHERE, 4, false)).isEqualTo(fault(SOMEWHERE, FaultReason.UNMAPPED));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aLeafAboveLevelOneMapsNothing(int level) {
        tables.map(SOMEWHERE, 0, level, true);

        assertThat(mmu.translate(SPACE, SOMEWHERE, 4, false)).isEqualTo(fault(SOMEWHERE, FaultReason.UNMAPPED));
    }

    @Test
    void aPointerAtTheLowestLevelMapsNothing() {
        tables.put(SOMEWHERE, 0, PageTableEntry.table(0));

        assertThat(mmu.translate(SPACE, SOMEWHERE, 4, false)).isEqualTo(fault(SOMEWHERE, FaultReason.UNMAPPED));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x4000000", "2, 0x3fffffffff000", "3, 0x8000000000000"})
    void aTableThatIsNotInMemoryFaults(int level, String physical) {
        tables.put(SOMEWHERE, level, PageTableEntry.table(Long.decode(physical)));

        assertThat(mmu.translate(SPACE, SOMEWHERE, 4, false)).isEqualTo(fault(SOMEWHERE, FaultReason.NO_MEMORY));
    }

    @ParameterizedTest
    @CsvSource({"0, 0x4000000", "1, 0x4000000", "1, 0x3fff000", "0, 0x8000000000000"})
    void aLeafThatMapsNoMemoryFaults(int level, String physical) {
        tables.map(SOMEWHERE, Long.decode(physical), level, true);

        assertThat(mmu.translate(SPACE, SOMEWHERE, 4, true)).isEqualTo(fault(SOMEWHERE, FaultReason.NO_MEMORY));
    }

    @Test
    void aRootThatIsNotInMemoryFaults() {
        mmu.setRoot(SPACE, VRAM);

        assertThat(mmu.translate(SPACE, 0, 4, true)).isEqualTo(fault(0, FaultReason.NO_MEMORY));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 4, 15, 16})
    void aSpaceWithoutTablesFaults(int space) {
        tables.map(SOMEWHERE, 0, 0, true);

        assertThat(mmu.translate(space, SOMEWHERE, 4, false)).isEqualTo(fault(SOMEWHERE, FaultReason.NO_SPACE));
        assertThat(mmu.misses()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 16})
    void aNumberThatIsNoSpaceIsRefused(int space) {
        assertThatThrownBy(() -> mmu.setRoot(space, 0)).hasMessageContaining("1 to 15, not " + space);
        assertThatThrownBy(() -> mmu.flush(space)).hasMessageContaining("1 to 15, not " + space);
    }

    @Test
    void anAccessOfNoBytesNeverFaults() {
        assertThat(mmu.translate(SPACE, SOMEWHERE, 0, true)).isEqualTo(new Translation.Mapped(List.of()));
        assertThat(mmu.translate(0, -1, 0, true)).isEqualTo(new Translation.Mapped(List.of()));
        assertThatThrownBy(() -> mmu.translate(SPACE, 0, -1, true)).hasMessageContaining("not -1");
    }

    @Test
    void aLongRangeReadsEachUpperEntryOnce() {
        CountingMemory counting = new CountingMemory(memory);
        for (int i = 0; i < 1_024; i++) {
            tables.map(LARGE - PAGE + (long) i * PAGE, (long) i * PAGE, 0, true);
        }
        Mmu counted = new Mmu(counting, 64);
        counted.setRoot(SPACE, tables.root());

        assertThat(counted.translate(SPACE, LARGE - PAGE, 1_024L * PAGE, true)).isEqualTo(at(0, 1_024L * PAGE));
        assertThat(counting.reads()).isEqualTo(1_024 + 3 + 2);
        assertThat(counted.misses()).isEqualTo(1_024);
    }

    @Test
    void aWalkBehindRememberedPagesFindsTheNextTable() {
        for (int i = 0; i <= 512; i++) {
            tables.map((long) i * PAGE, (long) i * PAGE, 0, true);
        }
        Mmu large = new Mmu(memory, 1_024);
        large.setRoot(SPACE, tables.root());
        large.translate(SPACE, PAGE, 511L * PAGE, true);

        assertThat(large.translate(SPACE, 0, 513L * PAGE, true)).isEqualTo(at(0, 513L * PAGE));
        assertThat(large.hits()).isEqualTo(511);
    }

    private static Translation at(long physical, long bytes) {
        return new Translation.Mapped(List.of(new Extent(physical, bytes)));
    }

    private static Translation fault(long address, FaultReason reason) {
        return new Translation.Faulted(address, reason);
    }
}
