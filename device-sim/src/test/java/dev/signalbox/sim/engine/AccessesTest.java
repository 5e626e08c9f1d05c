package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.event.PageRange;
import dev.signalbox.sim.memory.Extent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccessesTest {
    private static final int PAGE = DeviceMemory.PAGE;

    private final Accesses accesses = new Accesses();

    private void add(boolean write, long from, long bytes) {
        accesses.add(List.of(new Extent(from, bytes)), write);
    }

    @Test
    void aPageIsAccessedByItsFirstByteAndByItsLast() {
        add(false, 2 * PAGE - 1, 2);
        add(true, 5 * PAGE, PAGE);
        assertThat(accesses.reads()).containsExactly(new PageRange(1, 2));
        assertThat(accesses.writes()).containsExactly(new PageRange(5, 1));
    }

    @Test
    void whatIsWrittenIsNotToldAsRead() {
        add(false, 0, 10 * PAGE);
        add(true, 3 * PAGE, 2 * PAGE);
        add(true, 9 * PAGE, 1);
        assertThat(accesses.reads()).containsExactly(new PageRange(0, 3), new PageRange(5, 4));
        assertThat(accesses.writes()).containsExactly(new PageRange(3, 2), new PageRange(9, 1));
    }

    @Test
    void whatTouchesIsOneRangeInWhateverOrderItCame() {
        add(true, 4 * PAGE, PAGE);
        add(true, 2 * PAGE, PAGE);
        add(true, 3 * PAGE, PAGE);
        add(true, 2 * PAGE, 8);
        assertThat(accesses.writes()).containsExactly(new PageRange(2, 3));
        accesses.clear();
        assertThat(accesses.isEmpty()).isTrue();
    }

    @Test
    void theRangesAreThoseOfAllPagesEachOnce() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BitSet reads = new BitSet();
            BitSet writes = new BitSet();
            accesses.clear();
            for (int i = random.nextInt(30); i >= 0; i--) {
                boolean write = random.nextBoolean();
                long from = random.nextLong(60L * PAGE);
                long bytes = 1 + random.nextLong(4L * PAGE);
                add(write, from, bytes);
                (write ? writes : reads).set((int) (from / PAGE), (int) ((from + bytes - 1) / PAGE) + 1);
            }
            reads.andNot(writes);
            assertThat(accesses.reads()).as("seed %d", seed).isEqualTo(ranges(reads));
            assertThat(accesses.writes()).as("seed %d", seed).isEqualTo(ranges(writes));
        }
    }

    private static List<PageRange> ranges(BitSet pages) {
        List<PageRange> ranges = new ArrayList<>();
        for (int first = pages.nextSetBit(0); first >= 0; ) {
            int end = pages.nextClearBit(first);
            ranges.add(new PageRange(first, end - first));
            first = pages.nextSetBit(end);
        }
        return ranges;
    }
}
