package dev.signalbox.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.Seeds;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.PageTableEntry;
import dev.signalbox.device.PlainMemory;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTablesTest {
    private static final long PAGE = DeviceMemory.PAGE;
    private static final long LARGE = PageTables.LARGE_PAGE;
    private static final int TABLES = 64;

    private final DeviceMemory memory = new PlainMemory(TABLES * PAGE, 0);
    private final CountedPages pages = new CountedPages(TABLES);
    private final long root = pages.take().orElseThrow();
    private final PageTables tables = new PageTables(memory, pages, root);

    @Test
    void mapsEveryPageOfARangeAndNoOther() {
        assertThat(tables.map(5 * PAGE, 40 * PAGE, 3 * PAGE, true)).isTrue();

        assertThat(Walk.of(memory, root).pages()).isEqualTo(Map.of(5L, 40L, 6L, 41L, 7L, 42L));
        assertThat(tables.physical(6 * PAGE + 12)).hasValue(41 * PAGE + 12);
        assertThat(tables.physical(4 * PAGE)).isEmpty();
        assertThat(tables.physical(8 * PAGE)).isEmpty();
    }

    @Test
    void anAddressOfMoreBitsIsNoAliasOfWhatIsMapped() {
        tables.map(0, 40 * PAGE, PAGE, true);
        for (long beyond : new long[] {1L << 48, 1L << 60, Long.MIN_VALUE, -1L << 48}) {
            assertThat(tables.physical(beyond)).as("address %x", beyond).isEmpty();
        }
        assertThat(tables.physical(0)).hasValue(40 * PAGE);
    }

    @Test
    void whatMayOnlyBeReadIsMappedSo() {
        tables.map(0, PAGE, PAGE, false);
        tables.map(LARGE, LARGE, LARGE, false);
        tables.map(4 * LARGE, 4 * LARGE, LARGE, true);
        tables.unmap(LARGE, PAGE);

        assertThat(Walk.of(memory, root).writable()).isNotEmpty().allMatch(page -> page * PAGE >= 4 * LARGE);
    }

    /** Virtual, physical and length in pages; how many of the leaves are large, and how many small. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 512, 1, 0",
        "512, 1024, 1024, 2, 0",
        "512, 1024, 1023, 1, 511",
        "511, 1023, 514, 1, 2",
        "512, 1025, 512, 0, 512",
        "512, 512, 511, 0, 511",
        "1, 1, 1022, 0, 1022",
        "1, 1, 1023, 1, 511",
    })
    void largePagesAreUsedWhereBothAddressesAreAlignedAndTheRangeIsLongEnough(
            long virtual, long physical, long count, long large, long small) {
        tables.map(virtual * PAGE, physical * PAGE, count * PAGE, true);

        Walk walk = Walk.of(memory, root);
        assertThat(walk.largeLeaves()).isEqualTo(large);
        assertThat(walk.smallLeaves()).isEqualTo(small);
        assertThat(walk.pages()).hasSize((int) count);
    }

    @Test
    void theWholeAddressSpaceCanBeMapped() {
        long last = (1L << PageTableEntry.ADDRESS_BITS) - PAGE;
        assertThat(tables.map(last, 3 * PAGE, PAGE, true)).isTrue();
        assertThat(tables.map(0, 7 * PAGE, PAGE, true)).isTrue();

        assertThat(tables.physical(last)).hasValue(3 * PAGE);
        assertThat(tables.unmap(last, PAGE)).isTrue();
        assertThat(tables.unmap(0, PAGE)).isTrue();
        assertThat(pages.taken()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"512, 1", "1023, 1", "600, 100", "512, 511", "500, 100", "900, 200", "513, 511"})
    void unmappingAPartOfALargePageLeavesTheRest(long first, long count) {
        tables.map(512 * PAGE, 1024 * PAGE, 512 * PAGE, true);
        tables.unmap(first * PAGE, count * PAGE);

        Map<Long, Long> left = new TreeMap<>();
        for (long page = 512; page < 1024; page++) {
            if (page < first || page >= first + count) {
                left.put(page, page + 512);
            }
        }
        assertThat(Walk.of(memory, root).pages()).isEqualTo(left);
        assertThat(Walk.of(memory, root).writable()).isEqualTo(left.keySet());
    }

    @Test
    void withoutAPageForATableNothingIsMapped() {
        pages.leave(2);
        assertThat(tables.map(0, 0, PAGE, true)).as("three tables").isFalse();
        assertThat(Walk.of(memory, root).pages()).isEmpty();
        assertThat(pages.taken()).as("only the top one").isEqualTo(1);

        pages.leave(3);
        assertThat(tables.map(LARGE - PAGE, 0, 2 * PAGE, true))
                .as("two of the lowest level")
                .isFalse();
        assertThat(Walk.of(memory, root).pages()).isEmpty();
        assertThat(pages.taken()).isEqualTo(1);
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void withoutAPageForATableALargePageStaysWhole() {
        tables.map(0, 0, LARGE, true);
        pages.leave(0);

        assertThat(tables.unmap(PAGE, PAGE)).isFalse();
        assertThat(Walk.of(memory, root).pages()).hasSize(512);
        assertThat(tables.unmap(0, LARGE)).as("takes no table").isTrue();
        assertThat(Walk.of(memory, root).pages()).isEmpty();
    }

    @Test
    void tablesGoBackWhenTheyAreEmptyAndTheTopOneAtTheEnd() {
        tables.map(0, 0, PAGE, true);
        tables.map(PAGE, PAGE, PAGE, true);
        assertThat(pages.taken()).isEqualTo(4);
        tables.unmap(0, PAGE);
        assertThat(pages.taken()).isEqualTo(4);
        assertThatIllegalStateException().isThrownBy(tables::close).withMessageContaining("still mapped");
        tables.unmap(0, 2 * PAGE);
        assertThat(pages.taken()).isEqualTo(1);

        tables.close();
        assertThat(pages.taken()).isZero();
        assertThat(memory.heldBytes()).as("tables read as 0").isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 512", "3, 1", "511, 2"})
    void mappingWhatIsMappedIsABrokenRule(long first, long count) {
        tables.map(0, 0, LARGE, true);
        assertThatIllegalStateException()
                .isThrownBy(() -> tables.map(first * PAGE, first * PAGE, count * PAGE, true))
                .withMessageContaining("is mapped");
    }

    @ParameterizedTest
    @CsvSource({"1, 4096", "0, 4095", "0, 0", "-4096, 4096", "281474976710656, 4096", "281474976706560, 8192"})
    void rangesAreWholePagesOfTheAddressSpace(long virtual, long bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> tables.map(virtual, 0, bytes, true));
        assertThatIllegalArgumentException().isThrownBy(() -> tables.unmap(virtual, bytes));
    }

    /** Maps and unmaps 10,000 ranges at random; a map of pages says what has to be found by walking the tables. */
    @Test
    void agreeWithAMapOfPages() {
        Seeds.each(5, random -> {
            CountedPages source = new CountedPages(TABLES);
            DeviceMemory written = new PlainMemory(TABLES * PAGE, 0);
            long top = source.take().orElseThrow();
            PageTables subject = new PageTables(written, source, top);
            TreeMap<Long, Long> model = new TreeMap<>();
            for (int step = 0; step < 2_000; step++) {
                source.leave(random.nextInt(4) == 0 ? random.nextInt(4) : TABLES);
                step(random, subject, model);
                if (step % 20 == 0) {
                    assertThat(Walk.of(written, top).pages())
                            .as("step %d", step)
                            .isEqualTo(model);
                }
            }
            source.leave(TABLES);
            assertThat(subject.unmap(0, 8 * LARGE)).isTrue();
            assertThat(source.taken()).isEqualTo(1);
        });
    }

    private static void step(SplittableRandom random, PageTables subject, NavigableMap<Long, Long> model) {
        long unit = random.nextInt(3) == 0 ? 512 : 1;
        long first = random.nextLong(4 * 512 / unit) * unit;
        long count = random.nextBoolean() ? 1 + random.nextLong(8) : (1 + random.nextLong(3)) * 512 / 2;
        Map<Long, Long> there = model.subMap(first, first + count);
        if (random.nextInt(3) == 0) {
            if (subject.unmap(first * PAGE, count * PAGE)) {
                there.clear();
            }
        } else if (there.isEmpty()) {
            long physical = random.nextLong(64) * unit;
            if (subject.map(first * PAGE, physical * PAGE, count * PAGE, random.nextBoolean())) {
                for (long page = 0; page < count; page++) {
                    model.put(first + page, physical + page);
                }
            }
        }
    }
}
