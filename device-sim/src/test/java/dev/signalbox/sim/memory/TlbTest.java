package dev.signalbox.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt.FaultReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an MMU remembers, and for how long. */
class TlbTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final long LARGE = 2L << 20;
    private static final int PLACES = 4;

    private final SparseMemory memory = new SparseMemory(64L << 20, 0);
    private final Tables one = new Tables(memory, 32L << 20);
    private final Tables two = new Tables(memory, 48L << 20);
    private final Mmu mmu = new Mmu(memory, PLACES);

    TlbTest() {
        mmu.setRoot(1, one.root());
        mmu.setRoot(2, two.root());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aTranslationIsOutOfDateUntilItsSpaceIsFlushed(int level) {
        one.map(0, 0, level, true);
        assertThat(physical(1, 0)).isZero();
        one.map(0, 2 * LARGE, level, true);
        assertThat(physical(1, 0)).as("as it was").isZero();
        mmu.flush(2);
        assertThat(physical(1, 0)).as("another space was flushed").isZero();
        mmu.flush(1);
        assertThat(physical(1, 0)).as("as it is").isEqualTo(2 * LARGE);
        assertThat(mmu.hits()).isEqualTo(2);
        assertThat(mmu.misses()).isEqualTo(2);
    }

    @Test
    void aPageThatIsMappedNoMoreIsReachedUntilAFlush() {
        one.map(0, 0, 0, true);
        physical(1, 0);
        one.unmap(0);
        assertThat(physical(1, 8)).isEqualTo(8);
        mmu.flush(1);
        assertThat(mmu.translate(1, 8, 4, false)).isEqualTo(new Translation.Faulted(8, FaultReason.UNMAPPED));
    }

    @Test
    void whatWasNotMappedIsNotRemembered() {
        assertThat(mmu.translate(1, 0, 4, false)).isEqualTo(new Translation.Faulted(0, FaultReason.UNMAPPED));
        one.map(0, PAGE, 0, true);
        assertThat(physical(1, 0)).isEqualTo(PAGE);
    }

    @Test
    void aWriteThatARememberedTranslationDoesNotAllowIsWalkedForAgain() {
        one.map(0, PAGE, 0, false);
        physical(1, 0);
        assertThat(mmu.translate(1, 0, 4, true)).isEqualTo(new Translation.Faulted(0, FaultReason.READ_ONLY));
        one.map(0, PAGE, 0, true);
        assertThat(mmu.translate(1, 0, 4, true)).isEqualTo(new Translation.Mapped(List.of(new Extent(PAGE, 4))));
        assertThat(mmu.misses()).isEqualTo(3);
    }

    @Test
    void spacesDoNotSeeEachOther() {
        one.map(0, PAGE, 0, true);
        two.map(0, 2 * PAGE, 0, true);
        for (int i = 0; i < 2; i++) {
            assertThat(physical(1, 0)).isEqualTo(PAGE);
            assertThat(physical(2, 0)).isEqualTo(2 * PAGE);
        }
    }

    @Test
    void anotherRootForgetsTheSpace() {
        one.map(0, PAGE, 0, true);
        two.map(0, 2 * PAGE, 0, true);
        physical(1, 0);
        mmu.setRoot(1, two.root());
        assertThat(physical(1, 0)).isEqualTo(2 * PAGE);
    }

    @Test
    void aResetForgetsAllSpaces() {
        one.map(0, PAGE, 0, true);
        physical(1, 0);
        mmu.reset();
        assertThat(mmu.translate(1, 0, 4, false)).isEqualTo(new Translation.Faulted(0, FaultReason.NO_SPACE));
        one.unmap(0);
        mmu.setRoot(1, one.root());
        assertThat(mmu.translate(1, 0, 4, false)).isEqualTo(new Translation.Faulted(0, FaultReason.UNMAPPED));
    }

    @Test
    void asManyNeighbouringPagesAsThereArePlacesAreRemembered() {
        mapPages(PLACES + 1);
        mmu.translate(1, 0, (long) PLACES * PAGE, false);
        mmu.translate(1, 0, (long) PLACES * PAGE, false);
        assertThat(mmu.hits()).isEqualTo(PLACES);
        assertThat(mmu.misses()).isEqualTo(PLACES);
    }

    @Test
    void aPageDrivesOutTheOneThatHadItsPlace() {
        mapPages(PLACES + 1);
        mmu.translate(1, 0, (PLACES + 1L) * PAGE, false);
        physical(1, PAGE);
        assertThat(mmu.hits()).as("the second page has kept its place").isEqualTo(1);
        physical(1, 0);
        assertThat(mmu.misses()).as("the first has lost it to the last").isEqualTo(PLACES + 2);
    }

    @Test
    void aLargePageTakesOnePlace() {
        one.map(0, LARGE, 1, true);
        for (int i = 0; i < 512; i++) {
            assertThat(physical(1, (long) i * PAGE)).isEqualTo(LARGE + (long) i * PAGE);
        }
        assertThat(mmu.misses()).isEqualTo(1);
        assertThat(mmu.hits()).isEqualTo(511);
    }

    @Test
    void aTlbHasAPlace() {
        assertThatThrownBy(() -> new Mmu(memory, 0)).hasMessageContaining("at least one place, not 0");
    }

    private void mapPages(int count) {
        for (int i = 0; i < count; i++) {
            one.map((long) i * PAGE, (long) i * PAGE, 0, true);
        }
    }

    private long physical(int space, long address) {
        Translation found = mmu.translate(space, address, 4, false);
        assertThat(found).isInstanceOf(Translation.Mapped.class);
        return ((Translation.Mapped) found).extents().get(0).physical();
    }
}
